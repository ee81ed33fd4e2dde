/*
question: How much did we pay out to creators each week in the last 12 weeks?
phrasings:
  - weekly creator payouts in Sweden
  - creator payouts per week
  - payouts to creators week by week
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last 12 weeks }
answer: In the week from {{week}} creators were paid {{paid_eur}} euros in {{country}}; in the week from {{last.week}} it was {{last.paid_eur}}.
author: user:default/alba.castillo
*/
SELECT date_trunc('week', day)::DATE AS week, sum(amount_eur)::DOUBLE AS paid_eur
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'paid'
GROUP BY ALL
ORDER BY week
