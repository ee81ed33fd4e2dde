/*
question: How many audiobooks were sold in each country last month?
phrasings:
  - audiobook sales by country last week
  - audiobooks sold per market
  - which countries buy the most audiobooks
  - top 5 countries by audiobooks sold
parameters:
  n: { type: topN, default: 50, min: 1, max: 100 }
  period: { type: dateRange, default: last month }
answer: '{{country}} bought the most audiobooks, {{period}}: {{audiobooks_sold}}.'
author: user:default/nora.dahl
*/
SELECT country, count(*) AS audiobooks_sold, sum(price_eur)::DOUBLE AS revenue_eur
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND status IN (2, 3)
GROUP BY country
ORDER BY audiobooks_sold DESC, country
LIMIT $n
