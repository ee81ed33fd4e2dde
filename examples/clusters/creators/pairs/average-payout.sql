/*
question: What was the average payout to a creator last month?
phrasings:
  - average creator payout in Germany last week
  - mean amount of a payout to creators
  - how much is a creator payout on average
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: A payout to a creator in {{country}} was {{average_eur}} euros on average, {{period}}.
author: user:default/alba.castillo
*/
SELECT round(avg(amount_eur), 2) AS average_eur
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'paid'
