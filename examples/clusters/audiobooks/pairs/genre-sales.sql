/*
question: How many crime audiobooks were sold in Germany last month?
phrasings:
  - number of fantasy audiobooks sold last week
  - romance audiobook sales in Sweden last month
  - how many biography audiobooks did we sell yesterday
parameters:
  genre: { type: value, column: audiobooks.books.genre }
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{audiobooks_sold}} {{genre}} audiobooks were sold in {{country}}, {{period}}.'
author: user:default/jakub.nowak
*/
SELECT count(*) AS audiobooks_sold
FROM audiobooks.orders AS orders
JOIN audiobooks.books AS books USING (book_id)
WHERE orders.day BETWEEN $period_from AND $period_to
  AND books.genre = $genre
  AND ($country IS NULL OR orders.country = $country)
  AND orders.status IN (2, 3)
