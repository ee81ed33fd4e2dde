/*
question: How many minutes does a podcast listener listen on average per day?
phrasings:
  - average daily podcast listening time per listener in Norway last week
  - mean minutes a podcast listener listened per day last month
  - how long do people listen to podcasts on average each day
  - average podcast minutes per listener and day
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: On a day that somebody listened to podcasts, it was for {{average_minutes}} minutes on average in {{country}}, {{period}}.
author: user:default/oskar.lind
*/
WITH listening AS (
  SELECT day, user_id, sum(seconds_streamed) AS seconds
  FROM podcasts.streams
  WHERE day BETWEEN $period_from AND $period_to
    AND ($country IS NULL OR country = $country)
    AND user_id >= 100
  GROUP BY day, user_id
  HAVING max(seconds_streamed) >= 60
)
SELECT round(avg(seconds) / 60, 1) AS average_minutes
FROM listening
