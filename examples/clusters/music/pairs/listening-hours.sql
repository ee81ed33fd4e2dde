/*
question: How many hours of music were listened to last month?
phrasings:
  - total music listening hours in Sweden last week
  - how much time did people spend listening to music last month
  - music hours streamed in Germany last month
  - hours of music played yesterday
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{hours}} hours of music were heard in {{country}}, {{period}}.'
author: user:default/maja.holm
*/
SELECT round(coalesce(sum(ms_played), 0) / 3600000.0, 1) AS hours
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
