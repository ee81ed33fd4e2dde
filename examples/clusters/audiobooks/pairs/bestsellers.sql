/*
question: What are the 10 best selling audiobooks last month?
phrasings:
  - top 5 audiobooks by sales in Sweden last week
  - which audiobooks sold most last month
  - audiobook bestsellers in Germany
  - top 20 crime audiobooks last month
  - most bought fantasy audiobooks
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  genre: { type: value, column: audiobooks.books.genre, absent: all genres }
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: The {{n}} best selling audiobooks in {{country}} ({{genre}}), {{period}}; {{title}} by {{author}} leads with {{audiobooks_sold}} sold.
author: user:default/jakub.nowak
*/
SELECT books.title, books.author, count(*) AS audiobooks_sold
FROM audiobooks.orders AS orders
JOIN audiobooks.books AS books USING (book_id)
WHERE orders.day BETWEEN $period_from AND $period_to
  AND ($genre IS NULL OR books.genre = $genre)
  AND ($country IS NULL OR orders.country = $country)
  AND orders.status IN (2, 3)
GROUP BY books.title, books.author
ORDER BY audiobooks_sold DESC, books.title
LIMIT $n
