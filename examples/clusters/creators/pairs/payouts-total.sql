/*
question: How much did we pay out to creators last month?
phrasings:
  - total creator payouts in Sweden last month
  - how much money did creators get last quarter
  - sum of payouts to creators last week
  - what did creators earn last month
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Creators were paid {{paid_eur}} euros in {{country}}, {{period}}.
author: user:default/alba.castillo
*/
SELECT coalesce(sum(amount_eur), 0)::DOUBLE AS paid_eur
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'paid'
