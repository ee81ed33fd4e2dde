/*
question: How much profit did we make each month in the last 6 months?
phrasings:
  - monthly profit this year
  - company profit per month
  - operating profit month by month
parameters:
  period: { type: dateRange, default: last 6 months, grain: month }
answer: In the month from {{month}} the operating profit was {{profit_eur}} euros; in the month from {{last.month}} it was {{last.profit_eur}}.
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
SELECT month, revenue::DOUBLE AS revenue_eur, costs::DOUBLE AS costs_eur, (revenue - costs)::DOUBLE AS profit_eur
FROM revenue
JOIN costs USING (month)
ORDER BY month
