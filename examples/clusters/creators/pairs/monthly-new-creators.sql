/*
question: How many creators joined each month in the last 12 months?
phrasings:
  - monthly new creators in Sweden this year
  - new creators per month
  - creators who signed up month by month
parameters:
  country: { type: value, column: creators.creators.country, absent: all countries }
  period: { type: dateRange, default: last 12 months }
answer: In the month from {{month}}, {{new_creators}} creators joined in {{country}}; in the month from {{last.month}} it was {{last.new_creators}}.
author: user:default/rasmus.jensen
*/
SELECT date_trunc('month', joined_on)::DATE AS month, count(*) AS new_creators
FROM creators.creators
WHERE joined_on BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY ALL
ORDER BY month
