/*
question: How did company revenue last month compare with the same month a year earlier?
phrasings:
  - year over year growth of company revenue last month
  - company revenue compared with the same period a year earlier
  - year on year change of company revenue last quarter
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Tidewave made {{revenue_eur}} euros in {{country}}, {{period}}, {{change_percent}} % against the {{year_earlier_eur}} euros of the same days a year earlier.
author: user:default/henrik.berg
*/
WITH summed AS (
  SELECT
    coalesce(sum(amount_eur) FILTER (WHERE day BETWEEN $period_from AND $period_to), 0)::DOUBLE AS revenue_eur,
    coalesce(sum(amount_eur) FILTER (
      WHERE day BETWEEN $period_from - INTERVAL 1 YEAR AND $period_to - INTERVAL 1 YEAR
    ), 0)::DOUBLE AS year_earlier_eur
  FROM finance.revenue_daily
  WHERE ($country IS NULL OR country = $country)
)
SELECT revenue_eur, year_earlier_eur,
  round(100 * (revenue_eur - year_earlier_eur) / nullif(year_earlier_eur, 0), 1) AS change_percent
FROM summed
