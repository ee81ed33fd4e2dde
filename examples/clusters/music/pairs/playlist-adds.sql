/*
question: How many times were tracks added to playlists last week?
phrasings:
  - number of playlist additions last month
  - how many songs were added to playlists yesterday
  - count of playlist adds in September
parameters:
  period: { type: dateRange, default: last week }
answer: Tracks were added to playlists {{additions}} times, {{period}}.
author: user:default/aino.laine
*/
SELECT count(*) AS additions
FROM music.playlist_adds
WHERE day BETWEEN $period_from AND $period_to
  AND user_id >= 100
