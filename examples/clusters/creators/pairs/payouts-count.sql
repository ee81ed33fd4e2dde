/*
question: How many payouts were made to creators last month?
phrasings:
  - number of creator payouts last week
  - count of paid creator payouts in Germany last month
  - how many times did we pay creators last month
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{payouts}} payouts were made to creators in {{country}}, {{period}}.'
author: user:default/alba.castillo
*/
SELECT count(*) AS payouts
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'paid'
