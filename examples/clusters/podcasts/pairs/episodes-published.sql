/*
question: How many podcast episodes were published last week?
phrasings:
  - number of new episodes last month
  - count of podcast episodes released in September
  - how many new podcast episodes came out yesterday
  - how many true crime episodes were published last month
  - how many comedy episodes came out in September
parameters:
  genre: { type: value, column: podcasts.shows.genre, absent: all genres }
  period: { type: dateRange, default: last week }
answer: '{{episodes}} podcast episodes were published ({{genre}}), {{period}}.'
author: user:default/oskar.lind
*/
SELECT count(*) AS episodes
FROM podcasts.episodes AS episodes
JOIN podcasts.shows AS shows USING (show_id)
WHERE episodes.published_on BETWEEN $period_from AND $period_to
  AND ($genre IS NULL OR shows.genre = $genre)
