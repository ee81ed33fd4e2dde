/*
question: How many podcast streams were there each day last month?
phrasings:
  - daily podcast streams in Germany
  - podcast plays per day in the past 30 days
  - podcast streams day by day last week
  - show me how many times podcasts were played each day
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: past 30 days }
answer: On {{day}} there were {{streams}} podcast streams in {{country}}; on {{last.day}} it was {{last.streams}}.
author: user:default/oskar.lind
*/
SELECT day, count(*) AS streams
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
GROUP BY day
ORDER BY day
