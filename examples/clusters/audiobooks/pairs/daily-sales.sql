/*
question: How many audiobooks were sold each day in the past 30 days?
phrasings:
  - daily audiobook sales in Sweden last month
  - audiobooks sold per day last week
  - audiobook purchases day by day
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: past 30 days }
answer: On {{day}}, {{audiobooks_sold}} audiobooks were sold in {{country}}; on {{last.day}} it was {{last.audiobooks_sold}}.
author: user:default/nora.dahl
*/
SELECT day, count(*) AS audiobooks_sold
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status IN (2, 3)
GROUP BY day
ORDER BY day
