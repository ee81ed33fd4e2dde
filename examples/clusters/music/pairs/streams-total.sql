/*
question: How many music streams were there in Germany last week?
phrasings:
  - total number of music plays last month
  - how many tracks were played in Sweden yesterday
  - how many times were songs streamed last week
  - music stream count in September
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: There were {{streams}} music streams in {{country}}, {{period}}.
author: user:default/teo.rossi
*/
SELECT count(*) AS streams
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
