/*
question: How much revenue did each revenue stream bring in last month?
phrasings:
  - company revenue by revenue stream in Sweden last quarter
  - company revenue per line of business
  - which revenue stream brings in the most
  - share of each revenue stream last month
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{revenue_stream}} brought in the most in {{country}}, {{period}}: {{revenue_eur}} euros, {{share_percent}} % of all.'
author: user:default/henrik.berg
*/
SELECT revenue_stream, sum(amount_eur)::DOUBLE AS revenue_eur,
  round(100.0 * sum(amount_eur)::DOUBLE / sum(sum(amount_eur)::DOUBLE) OVER (), 1) AS share_percent
FROM finance.revenue_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY revenue_stream
ORDER BY revenue_eur DESC, revenue_stream
