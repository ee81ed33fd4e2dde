/*
question: Who are the top 10 creators by payout last month?
phrasings:
  - best paid creators in Sweden last month
  - which creators earned the most last quarter
  - the 5 highest earning creators this year
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: The {{n}} best paid creators in {{country}}, {{period}}; {{creator}} leads with {{paid_eur}} euros.
author: user:default/alba.castillo
*/
SELECT creators.name AS creator, creators.kind, sum(payouts.amount_eur)::DOUBLE AS paid_eur
FROM creators.payouts AS payouts
JOIN creators.creators AS creators USING (creator_id)
WHERE payouts.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR payouts.country = $country)
  AND payouts.status = 'paid'
GROUP BY creators.name, creators.kind
ORDER BY paid_eur DESC, creators.name
LIMIT $n
