/*
question: How much did we pay out to creators each month in the last 12 months?
phrasings:
  - monthly creator payouts in Germany this year
  - creator payouts per month
  - payouts to creators month by month in the last 6 months
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last 12 months }
answer: In the month from {{month}} creators were paid {{paid_eur}} euros in {{country}}; in the month from {{last.month}} it was {{last.paid_eur}}.
author: user:default/alba.castillo
*/
SELECT date_trunc('month', day)::DATE AS month, sum(amount_eur)::DOUBLE AS paid_eur
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'paid'
GROUP BY ALL
ORDER BY month
