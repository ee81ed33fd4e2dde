/*
question: What share of podcast streams was completed last month?
phrasings:
  - podcast completion rate in Sweden last week
  - percentage of podcast streams that were completed
  - what percentage of podcast plays were listened to the end
  - completion rate of podcast episodes in Germany last month
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{completion_percent}} % of podcast streams in {{country}} were heard to the end, {{period}}.'
author: user:default/ines.moreau
*/
SELECT round(100.0 * avg(completed::INTEGER), 1) AS completion_percent
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
