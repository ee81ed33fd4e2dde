/*
question: How many active music users are on each plan last month?
phrasings:
  - active music users by plan
  - music listeners per plan in Sweden last week
  - break down of the music audience by plan
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most active music users in {{country}} are on the {{plan}} plan, {{period}}: {{active_users}}.'
author: user:default/teo.rossi
*/
SELECT plan, count(DISTINCT user_id) AS active_users
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
GROUP BY plan
ORDER BY active_users DESC, plan
