/*
question: How much revenue did the company make in each country last month?
phrasings:
  - company revenue by country last quarter
  - total revenue per market
  - which countries bring in the most company revenue
  - break down of company income by country
  - top 5 countries by company revenue
parameters:
  n: { type: topN, default: 50, min: 1, max: 100 }
  period: { type: dateRange, default: last month }
answer: '{{country}} brought in the most, {{period}}: {{revenue_eur}} euros.'
author: user:default/henrik.berg
*/
SELECT country, sum(amount_eur)::DOUBLE AS revenue_eur
FROM finance.revenue_daily
WHERE day BETWEEN $period_from AND $period_to
GROUP BY country
ORDER BY revenue_eur DESC, country
LIMIT $n
