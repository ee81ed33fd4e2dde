/*
question: What share of ads was played to the end last month?
phrasings:
  - ad completion rate in Sweden last week
  - percentage of audio and video ads that were completed
  - completed share of ads in Germany last month
parameters:
  country: { type: value, column: advertising.impressions.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{completion_percent}} % of audio and video ads in {{country}} were played to the end, {{period}}.'
author: user:default/camille.petit
*/
SELECT round(100.0 * sum(completed) / nullif(sum(impressions) FILTER (WHERE completed IS NOT NULL), 0), 1) AS completion_percent
FROM advertising.impressions
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
