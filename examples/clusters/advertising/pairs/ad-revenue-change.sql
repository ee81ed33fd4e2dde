/*
question: How did ad revenue change last month compared to the previous period?
phrasings:
  - growth of advertising revenue last week compared with the previous period
  - did ad revenue increase last month
  - change in ad income in Sweden last month
parameters:
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Advertising brought in {{revenue_eur}} euros in {{country}}, {{period}}, {{change_percent}} % against the {{previous_revenue_eur}} euros of the period of the same length before.
author: user:default/greta.fischer
*/
WITH summed AS (
  SELECT
    coalesce(sum(revenue_cents) FILTER (WHERE day >= $period_from), 0) AS cents,
    coalesce(sum(revenue_cents) FILTER (WHERE day < $period_from), 0) AS previous_cents
  FROM advertising.ad_revenue
  WHERE day BETWEEN $period_from - ($period_to - $period_from + 1)::INTEGER AND $period_to
    AND ($country IS NULL OR country = $country)
)
SELECT round(cents / 100.0, 2) AS revenue_eur, round(previous_cents / 100.0, 2) AS previous_revenue_eur,
  round(100.0 * (cents - previous_cents) / nullif(previous_cents, 0), 1) AS change_percent
FROM summed
