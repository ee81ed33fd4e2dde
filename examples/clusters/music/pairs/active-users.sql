/*
question: How many active users did music have in Sweden last week?
phrasings:
  - active music users last week
  - how many people listened to music in Germany last month
  - number of music listeners yesterday
  - size of the music audience in Norway last week
  - unique users who played music last week
  - how many users listened to music in Sweden last week
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: Music had {{active_users}} active users in {{country}}, {{period}}.
author: user:default/maja.holm
*/
SELECT count(DISTINCT user_id) AS active_users
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
