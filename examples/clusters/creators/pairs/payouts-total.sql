/*
question: How much money did we pay out to creators last month?
phrasings:
  - total amount of creator payouts in Sweden last month
  - how much did we pay creators last quarter
  - sum of payouts to creators last week
  - what did creators earn last month
  - creator payouts in Germany this year
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Creators were paid {{paid_eur}} euros in {{country}}, {{period}}, in {{payouts}} payouts.
author: user:default/alba.castillo
*/
SELECT coalesce(sum(amount_eur), 0)::DOUBLE AS paid_eur, count(*) AS payouts
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'paid'
