/*
question: How many podcast streams did each genre get last month?
phrasings:
  - podcast streams by genre in Sweden last week
  - podcast plays per genre
  - which podcast genres were streamed most last month
  - most popular podcast genres
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{genre}} is the most streamed podcast genre in {{country}}, {{period}}, with {{streams}} streams.'
author: user:default/oskar.lind
*/
SELECT shows.genre, count(*) AS streams
FROM podcasts.streams AS streams
JOIN podcasts.shows AS shows USING (show_id)
WHERE streams.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR streams.country = $country)
  AND streams.user_id >= 100
  AND streams.seconds_streamed >= 60
GROUP BY shows.genre
ORDER BY streams DESC, shows.genre
