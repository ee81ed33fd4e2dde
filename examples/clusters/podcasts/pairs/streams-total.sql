/*
question: How many podcast streams were there in Denmark last week?
phrasings:
  - total number of podcast plays last month
  - how many times were podcasts played in Sweden yesterday
  - how often were podcast episodes streamed last week
  - podcast stream count last month
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: There were {{streams}} podcast streams in {{country}}, {{period}}.
author: user:default/ines.moreau
*/
SELECT count(*) AS streams
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
