/*
question: How did audiobook sales change last month compared to the previous period?
phrasings:
  - growth of audiobook sales last week compared with the previous period
  - did audiobook sales increase last month
  - change in audiobooks sold in Sweden last month
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{audiobooks_sold}} audiobooks were sold in {{country}}, {{period}}, {{change_percent}} % against the {{previous_sold}} of the period of the same length before.'
author: user:default/nora.dahl
*/
WITH counted AS (
  SELECT
    count(*) FILTER (WHERE day >= $period_from) AS audiobooks_sold,
    count(*) FILTER (WHERE day < $period_from) AS previous_sold
  FROM audiobooks.orders
  WHERE day BETWEEN $period_from - ($period_to - $period_from + 1)::INTEGER AND $period_to
    AND ($country IS NULL OR country = $country)
    AND status IN (2, 3)
)
SELECT audiobooks_sold, previous_sold,
  round(100.0 * (audiobooks_sold - previous_sold) / nullif(previous_sold, 0), 1) AS change_percent
FROM counted
