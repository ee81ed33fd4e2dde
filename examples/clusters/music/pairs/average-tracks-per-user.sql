/*
question: How many tracks does an active user play on average per day?
phrasings:
  - average number of tracks per active music user and day last week
  - mean songs played per user each day in Sweden last month
  - average daily tracks per music listener
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: On a day that an active user played music, it was {{average_tracks}} tracks on average in {{country}}, {{period}}.
author: user:default/maja.holm
*/
WITH per_user AS (
  SELECT day, user_id, count(*) AS tracks
  FROM music.plays
  WHERE day BETWEEN $period_from AND $period_to
    AND ($country IS NULL OR country = $country)
    AND user_id >= 100
    AND ms_played >= 30000
  GROUP BY day, user_id
)
SELECT round(avg(tracks), 2) AS average_tracks
FROM per_user
