/*
question: How many new tracks were released last month?
phrasings:
  - number of songs released in September
  - count of new pop tracks last month
  - how many tracks came out last week
  - how many songs did artists release this year
parameters:
  genre: { type: value, column: music.tracks.genre, absent: all genres }
  period: { type: dateRange, default: last month }
answer: '{{tracks}} tracks were released ({{genre}}), {{period}}.'
author: user:default/aino.laine
*/
SELECT count(*) AS tracks
FROM music.tracks
WHERE released_on BETWEEN $period_from AND $period_to
  AND ($genre IS NULL OR genre = $genre)
