/*
question: How many people listened to podcasts in Sweden last week?
phrasings:
  - podcast listeners in Sweden last week
  - how many podcast listeners did we have last week
  - number of active podcast users last month
  - size of the podcast audience in Germany last week
  - how many users streamed a podcast yesterday
  - unique listeners of podcasts
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: '{{listeners}} people listened to podcasts in {{country}}, {{period}}.'
author: user:default/ines.moreau
*/
SELECT count(DISTINCT user_id) AS listeners
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
