/*
question: How many music streams did each genre get last month?
phrasings:
  - music streams by genre in Sweden last week
  - plays per music genre
  - which music genres were streamed most last month
  - most popular music genres
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{genre}} is the most streamed music genre in {{country}}, {{period}}, with {{streams}} streams.'
author: user:default/aino.laine
*/
SELECT tracks.genre, count(*) AS streams
FROM music.plays AS plays
JOIN music.tracks AS tracks USING (track_id)
WHERE plays.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR plays.country = $country)
  AND plays.user_id >= 100
  AND plays.ms_played >= 30000
GROUP BY tracks.genre
ORDER BY streams DESC, tracks.genre
