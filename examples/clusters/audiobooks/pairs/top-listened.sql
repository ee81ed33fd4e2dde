/*
question: Which 10 audiobooks were listened to most last month?
phrasings:
  - top 5 audiobooks by listening hours in Norway last month
  - most listened audiobooks last week
  - audiobooks that people spent the most time with last month
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  country: { type: value, column: audiobooks.listening_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: The {{n}} most heard audiobooks in {{country}}, {{period}}; {{title}} by {{author}} leads with {{hours}} hours.
author: user:default/jakub.nowak
*/
SELECT books.title, books.author, round(sum(listening.minutes_listened) / 60.0, 1) AS hours
FROM audiobooks.listening_daily AS listening
JOIN audiobooks.books AS books USING (book_id)
WHERE listening.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR listening.country = $country)
GROUP BY books.title, books.author
ORDER BY sum(listening.minutes_listened) DESC, books.title
LIMIT $n
