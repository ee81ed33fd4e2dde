/*
question: What is the average rating of audiobooks last month?
phrasings:
  - average stars in audiobook reviews last week
  - mean audiobook rating for crime
  - how do people rate audiobooks on average
parameters:
  genre: { type: value, column: audiobooks.books.genre, absent: all genres }
  period: { type: dateRange, default: last month }
answer: Audiobooks got {{average_stars}} stars on average ({{genre}}) from {{reviews}} reviews, {{period}}.
author: user:default/jakub.nowak
*/
SELECT round(avg(reviews.stars), 2) AS average_stars, count(reviews.stars) AS reviews
FROM audiobooks.reviews AS reviews
JOIN audiobooks.books AS books USING (book_id)
WHERE reviews.day BETWEEN $period_from AND $period_to
  AND ($genre IS NULL OR books.genre = $genre)
