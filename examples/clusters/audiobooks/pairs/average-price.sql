/*
question: What is the average price paid for an audiobook?
phrasings:
  - average audiobook order value in Sweden last month
  - mean price of sold audiobooks last week
  - how much do people pay for an audiobook on average
  - how much did buyers pay on average for an audiobook last week
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: An audiobook was sold for {{average_price_eur}} euros on average in {{country}}, {{period}}.
author: user:default/nora.dahl
*/
SELECT round(avg(price_eur), 2) AS average_price_eur
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status IN (2, 3)
