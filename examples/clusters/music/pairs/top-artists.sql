/*
question: Who are the top 10 artists in Sweden last month?
phrasings:
  - most played artists in Germany last week
  - which artists were streamed most last month
  - the 5 most popular jazz artists
  - biggest bands by streams
  - top 20 hip-hop artists in Norway last month
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  genre: { type: value, column: music.artists.genre, absent: all genres }
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: The {{n}} most played artists in {{country}} ({{genre}}), {{period}}; {{artist}} leads with {{streams}} streams.
author: user:default/aino.laine
*/
SELECT artists.name AS artist, count(*) AS streams, count(DISTINCT plays.user_id) AS listeners
FROM music.plays AS plays
JOIN music.tracks AS tracks USING (track_id)
JOIN music.artists AS artists USING (artist_id)
WHERE plays.day BETWEEN $period_from AND $period_to
  AND ($genre IS NULL OR artists.genre = $genre)
  AND ($country IS NULL OR plays.country = $country)
  AND plays.user_id >= 100
  AND plays.ms_played >= 30000
GROUP BY artists.name
ORDER BY streams DESC, artists.name
LIMIT $n
