/*
question: How much ad revenue came from each country last month?
phrasings:
  - advertising revenue by country last week
  - ad revenue per market
  - which countries bring in the most ad revenue
  - break down of ad income by country
  - top 5 countries by ad revenue
parameters:
  n: { type: topN, default: 50, min: 1, max: 100 }
  period: { type: dateRange, default: last month }
answer: '{{country}} brought in the most ad revenue, {{period}}: {{revenue_eur}} euros.'
author: user:default/greta.fischer
*/
SELECT country, round(sum(revenue_cents) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue
WHERE day BETWEEN $period_from AND $period_to
GROUP BY country
ORDER BY revenue_eur DESC, country
LIMIT $n
