/*
question: How many audiobooks were sold in each genre last month?
phrasings:
  - audiobook sales by genre in Sweden last month
  - audiobooks sold per genre
  - which audiobook genres sell best
  - most bought audiobook genres
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{genre}} is the best selling audiobook genre in {{country}}, {{period}}: {{audiobooks_sold}} sold.'
author: user:default/jakub.nowak
*/
SELECT books.genre, count(*) AS audiobooks_sold, sum(orders.price_eur)::DOUBLE AS revenue_eur
FROM audiobooks.orders AS orders
JOIN audiobooks.books AS books USING (book_id)
WHERE orders.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR orders.country = $country)
  AND orders.status IN (2, 3)
GROUP BY books.genre
ORDER BY audiobooks_sold DESC, books.genre
