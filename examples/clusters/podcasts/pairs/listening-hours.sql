/*
question: How many hours of podcasts were listened to in Sweden last month?
phrasings:
  - total podcast listening hours last week
  - podcast hours streamed in Germany last month
  - how many hours did people spend on podcasts last week
  - total listening time of podcasts in hours
  - how much time did people spend listening to podcasts last month
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{hours}} hours of podcasts were heard in {{country}}, {{period}}.'
author: user:default/oskar.lind
*/
SELECT round(coalesce(sum(seconds_streamed), 0) / 3600.0, 1) AS hours
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
