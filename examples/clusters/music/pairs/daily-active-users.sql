/*
question: How many active users did music have each day in the past 30 days?
phrasings:
  - daily active music users in Sweden last month
  - music listeners per day last week
  - music audience day by day
  - music DAU last week
  - how many people listened to music each day
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: past 30 days }
answer: On {{day}} music had {{active_users}} active users in {{country}}; on {{last.day}} it was {{last.active_users}}.
author: user:default/maja.holm
*/
SELECT day, count(DISTINCT user_id) AS active_users
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
GROUP BY day
ORDER BY day
