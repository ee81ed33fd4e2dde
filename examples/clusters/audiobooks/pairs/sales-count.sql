/*
question: How many audiobooks were sold in Sweden last week?
phrasings:
  - number of audiobook sales last month
  - audiobooks sold yesterday
  - how many audiobooks did we sell in Germany last month
  - count of audiobook purchases last week
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: '{{audiobooks_sold}} audiobooks were sold in {{country}}, {{period}}.'
author: user:default/nora.dahl
*/
SELECT count(*) AS audiobooks_sold
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status IN (2, 3)
