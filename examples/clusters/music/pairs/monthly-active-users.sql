/*
question: How many active users did music have each month this year?
phrasings:
  - monthly active music users in Denmark
  - music listeners per month in the last 6 months
  - music audience month by month
  - how many people listened to music each month
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last 6 months }
answer: In the month from {{month}} music had {{active_users}} active users in {{country}}; in the month from {{last.month}} it was {{last.active_users}}.
author: user:default/maja.holm
*/
SELECT date_trunc('month', day)::DATE AS month, count(DISTINCT user_id) AS active_users
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
GROUP BY ALL
ORDER BY month
