/*
question: How did company revenue change last month compared to the previous period?
phrasings:
  - growth of company revenue last week compared with the previous period
  - did company revenue increase last month
  - change in company income in Sweden last month
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Tidewave made {{revenue_eur}} euros in {{country}}, {{period}}, {{change_percent}} % against the {{previous_revenue_eur}} euros of the period of the same length before.
author: user:default/henrik.berg
*/
WITH summed AS (
  SELECT
    coalesce(sum(amount_eur) FILTER (WHERE day >= $period_from), 0)::DOUBLE AS revenue_eur,
    coalesce(sum(amount_eur) FILTER (WHERE day < $period_from), 0)::DOUBLE AS previous_revenue_eur
  FROM finance.revenue_daily
  WHERE day BETWEEN $period_from - ($period_to - $period_from + 1)::INTEGER AND $period_to
    AND ($country IS NULL OR country = $country)
)
SELECT revenue_eur, previous_revenue_eur,
  round(100 * (revenue_eur - previous_revenue_eur) / nullif(previous_revenue_eur, 0), 1) AS change_percent
FROM summed
