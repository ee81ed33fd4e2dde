/*
question: How many active music users are there in each country last month?
phrasings:
  - active music users by country last week
  - break down of music listeners by market
  - which countries have the most music listeners
  - music audience per country
  - top 5 countries by active music users
parameters:
  n: { type: topN, default: 50, min: 1, max: 100 }
  period: { type: dateRange, default: last month }
answer: '{{country}} has the most active music users, {{period}}: {{active_users}}.'
author: user:default/maja.holm
*/
SELECT country, count(DISTINCT user_id) AS active_users
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND country IS NOT NULL
  AND user_id >= 100
  AND ms_played >= 30000
GROUP BY country
ORDER BY active_users DESC, country
LIMIT $n
