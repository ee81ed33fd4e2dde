/*
question: Which 10 playlists got the most new tracks last month?
phrasings:
  - top 5 playlists by added tracks last week
  - playlists with the most songs added last month
  - most updated playlists last week
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  period: { type: dateRange, default: last month }
answer: '{{playlist}} got the most new tracks, {{period}}: {{tracks_added}}.'
author: user:default/aino.laine
*/
SELECT playlists.title AS playlist, count(*) AS tracks_added
FROM music.playlist_adds AS adds
JOIN music.playlists AS playlists USING (playlist_id)
WHERE adds.day BETWEEN $period_from AND $period_to
  AND adds.user_id >= 100
GROUP BY playlists.title
ORDER BY tracks_added DESC, playlists.title
LIMIT $n
