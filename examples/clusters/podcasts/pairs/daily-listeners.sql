/*
question: How many people listened to podcasts each day in the past 30 days?
phrasings:
  - daily podcast listeners in Sweden last month
  - podcast audience day by day
  - number of podcast listeners per day in the last 14 days
  - daily active podcast users
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: past 30 days }
answer: On {{day}}, {{listeners}} people listened to podcasts in {{country}}; on {{last.day}} it was {{last.listeners}}.
author: user:default/oskar.lind
*/
SELECT day, count(DISTINCT user_id) AS listeners
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
GROUP BY day
ORDER BY day
