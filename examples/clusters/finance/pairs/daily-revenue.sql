/*
question: How much revenue did the company make each day in the past 30 days?
phrasings:
  - daily company revenue in Sweden last month
  - company revenue per day last week
  - company income day by day
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: past 30 days }
answer: On {{day}} Tidewave made {{revenue_eur}} euros in {{country}}; on {{last.day}} it was {{last.revenue_eur}}.
author: user:default/henrik.berg
*/
SELECT day, sum(amount_eur)::DOUBLE AS revenue_eur
FROM finance.revenue_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY day
ORDER BY day
