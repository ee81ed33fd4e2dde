/*
question: Which 10 audiobooks are rated best this year?
phrasings:
  - top 5 audiobooks by rating last quarter
  - highest rated audiobooks this year
  - best audiobooks by stars
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  period: { type: dateRange, default: this year }
answer: The {{n}} best rated audiobooks with at least 20 ratings, {{period}}; {{title}} leads with {{average_stars}} stars.
author: user:default/jakub.nowak
*/
SELECT books.title, books.author, round(avg(reviews.stars), 2) AS average_stars, count(reviews.stars) AS ratings
FROM audiobooks.reviews AS reviews
JOIN audiobooks.books AS books USING (book_id)
WHERE reviews.day BETWEEN $period_from AND $period_to
GROUP BY books.title, books.author
HAVING count(reviews.stars) >= 20
ORDER BY average_stars DESC, ratings DESC, books.title
LIMIT $n
