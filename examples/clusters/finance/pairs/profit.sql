/*
question: How much profit did we make last month?
phrasings:
  - operating profit last quarter
  - company profit in September
  - what was the profit last month
parameters:
  period: { type: dateRange, default: last month, grain: month }
answer: The operating profit was {{profit_eur}} euros, {{period}}.
author: user:default/simon.weber
*/
WITH revenue AS (
  SELECT date_trunc('month', day)::DATE AS month, sum(amount_eur) AS revenue
  FROM finance.revenue_daily
  WHERE day BETWEEN $period_from AND $period_to
  GROUP BY ALL
), costs AS (
  SELECT month, sum(amount_eur) AS costs
  FROM finance.costs_monthly
  WHERE month BETWEEN $period_from AND $period_to
  GROUP BY month
)
SELECT sum(revenue)::DOUBLE AS revenue_eur, sum(costs)::DOUBLE AS costs_eur, sum(revenue - costs)::DOUBLE AS profit_eur
FROM revenue
JOIN costs USING (month)
