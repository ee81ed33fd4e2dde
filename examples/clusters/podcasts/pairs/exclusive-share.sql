/*
question: What share of podcast streams went to exclusive shows last month?
phrasings:
  - percentage of podcast plays from exclusive podcasts
  - share of exclusives in podcast streams in Sweden last week
  - how big is the share of exclusive shows among podcast streams
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{exclusive_percent}} % of podcast streams in {{country}} went to exclusive shows, {{period}}.'
author: user:default/ines.moreau
*/
SELECT round(100.0 * avg(shows.is_exclusive::INTEGER), 1) AS exclusive_percent
FROM podcasts.streams AS streams
JOIN podcasts.shows AS shows USING (show_id)
WHERE streams.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR streams.country = $country)
  AND streams.user_id >= 100
  AND streams.seconds_streamed >= 60
