/*
question: At what hour of the day do people stream podcasts?
phrasings:
  - podcast streams by hour of the day last week
  - peak hours of podcast streaming in Sweden
  - podcast plays per hour of the day
  - at which time of day are podcasts played
  - at what time of day do people listen to podcasts
  - peak hours of podcasts in Germany
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: The table has podcast streams by hour of the day (UTC) in {{country}}, {{period}}, beginning with {{hour}}.
author: user:default/oskar.lind
*/
SELECT strftime(date_trunc('hour', streamed_at), '%H:00') AS hour, count(*) AS streams
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
GROUP BY ALL
ORDER BY hour
