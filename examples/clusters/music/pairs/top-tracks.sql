/*
question: What are the top 10 tracks in Germany last month?
phrasings:
  - most played songs in Sweden last week
  - which tracks were streamed most last month
  - the 5 most popular rock songs
  - biggest songs by streams in Norway
  - top 20 pop tracks last week
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  genre: { type: value, column: music.tracks.genre, absent: all genres }
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: The {{n}} most played tracks in {{country}} ({{genre}}), {{period}}; {{title}} by {{artist}} leads with {{streams}} streams.
author: user:default/aino.laine
*/
SELECT tracks.title, artists.name AS artist, count(*) AS streams
FROM music.plays AS plays
JOIN music.tracks AS tracks USING (track_id)
JOIN music.artists AS artists USING (artist_id)
WHERE plays.day BETWEEN $period_from AND $period_to
  AND ($genre IS NULL OR tracks.genre = $genre)
  AND ($country IS NULL OR plays.country = $country)
  AND plays.user_id >= 100
  AND plays.ms_played >= 30000
GROUP BY tracks.track_id, tracks.title, artists.name
ORDER BY streams DESC, tracks.title, tracks.track_id
LIMIT $n
