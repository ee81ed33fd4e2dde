/*
question: Who are the top 10 audiobook authors last month?
phrasings:
  - best selling authors in Sweden last month
  - which authors sold the most audiobooks last month
  - the 5 most bought audiobook writers
  - top 5 authors by audiobook sales
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: The {{n}} best selling authors in {{country}}, {{period}}; {{author}} leads with {{audiobooks_sold}} audiobooks sold.
author: user:default/jakub.nowak
*/
SELECT books.author, count(*) AS audiobooks_sold, sum(orders.price_eur)::DOUBLE AS revenue_eur
FROM audiobooks.orders AS orders
JOIN audiobooks.books AS books USING (book_id)
WHERE orders.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR orders.country = $country)
  AND orders.status IN (2, 3)
GROUP BY books.author
ORDER BY audiobooks_sold DESC, books.author
LIMIT $n
