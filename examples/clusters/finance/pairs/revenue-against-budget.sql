/*
question: How did revenue compare with the budget last month?
phrasings:
  - revenue against budget by revenue stream last month
  - budget versus actual revenue last quarter
  - did we meet the revenue budget last month
parameters:
  period: { type: dateRange, default: last month, grain: month }
answer: '{{revenue_stream}} made {{revenue_eur}} euros where the budget had {{budget_eur}}, {{period}}; the table has each revenue stream.'
author: user:default/simon.weber
*/
WITH actual AS (
  SELECT revenue_stream, sum(amount_eur) AS revenue
  FROM finance.revenue_daily
  WHERE day BETWEEN $period_from AND $period_to
  GROUP BY revenue_stream
), planned AS (
  SELECT revenue_stream, sum(budget_eur) AS budget
  FROM finance.budget_monthly
  WHERE month BETWEEN $period_from AND $period_to
  GROUP BY revenue_stream
)
SELECT revenue_stream, revenue::DOUBLE AS revenue_eur, budget::DOUBLE AS budget_eur,
  round(100.0 * revenue::DOUBLE / nullif(budget::DOUBLE, 0), 1) AS met_percent
FROM actual
JOIN planned USING (revenue_stream)
ORDER BY revenue_eur DESC, revenue_stream
