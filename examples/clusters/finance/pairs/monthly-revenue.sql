/*
question: How much revenue did the company make each month in the last 12 months?
phrasings:
  - monthly company revenue in Germany this year
  - total revenue per month
  - company income month by month in the last 6 months
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: last 12 months }
answer: In the month from {{month}} Tidewave made {{revenue_eur}} euros in {{country}}; in the month from {{last.month}} it was {{last.revenue_eur}}.
author: user:default/henrik.berg
*/
SELECT date_trunc('month', day)::DATE AS month, sum(amount_eur)::DOUBLE AS revenue_eur
FROM finance.revenue_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY ALL
ORDER BY month
