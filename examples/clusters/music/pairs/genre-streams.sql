/*
question: How many times was jazz music streamed in France last month?
phrasings:
  - number of rock streams last week
  - how many streams did classical music get in Germany last month
  - how often was metal music played in Finland last month
  - total plays of hip-hop music yesterday
parameters:
  genre: { type: value, column: music.tracks.genre }
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: There were {{streams}} streams of {{genre}} music in {{country}}, {{period}}.
author: user:default/aino.laine
*/
SELECT count(*) AS streams
FROM music.plays AS plays
JOIN music.tracks AS tracks USING (track_id)
WHERE plays.day BETWEEN $period_from AND $period_to
  AND tracks.genre = $genre
  AND ($country IS NULL OR plays.country = $country)
  AND plays.user_id >= 100
  AND plays.ms_played >= 30000
