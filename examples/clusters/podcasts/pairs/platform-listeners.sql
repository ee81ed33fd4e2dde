/*
question: How many people listened to podcasts on Android last week?
phrasings:
  - podcast listeners on iOS in Sweden last month
  - number of people who listened to podcasts in the car yesterday
  - podcast audience on smart speakers last month
  - how many users streamed podcasts on desktop
parameters:
  platform: { type: value, column: podcasts.streams.platform }
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: '{{listeners}} people listened to podcasts on {{platform}} in {{country}}, {{period}}.'
author: user:default/oskar.lind
*/
SELECT count(DISTINCT user_id) AS listeners
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND platform = $platform
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
