/*
question: How much did we pay out for each kind of content last month?
phrasings:
  - creator payouts by kind of content in Sweden last month
  - creator payouts per content kind
  - which kind of content gets the most payouts
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most was paid out for {{kind}} in {{country}}, {{period}}: {{paid_eur}} euros.'
author: user:default/alba.castillo
*/
SELECT kind, sum(amount_eur)::DOUBLE AS paid_eur
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'paid'
GROUP BY kind
ORDER BY paid_eur DESC, kind
