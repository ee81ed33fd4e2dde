/*
question: How many audiobook orders are in each state last month?
phrasings:
  - audiobook orders by status last week
  - audiobook orders per state in Sweden
  - break down of audiobook orders by status
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most audiobook orders in {{country}} are {{state}}, {{period}}: {{orders}}.'
author: user:default/nora.dahl
*/
SELECT
  CASE status
    WHEN 1 THEN 'created'
    WHEN 2 THEN 'paid'
    WHEN 3 THEN 'delivered'
    WHEN 4 THEN 'refunded'
    WHEN 5 THEN 'failed'
  END AS state,
  count(*) AS orders
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY status
ORDER BY orders DESC, status
