/*
question: How many people listened to true crime podcasts in Germany last month?
phrasings:
  - listeners of comedy podcasts in Sweden last week
  - audience of news podcasts last month
  - number of people who listened to history shows in Norway last month
  - how many users streamed business podcasts
parameters:
  genre: { type: value, column: podcasts.shows.genre }
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{listeners}} people listened to {{genre}} podcasts in {{country}}, {{period}}.'
author: user:default/ines.moreau
*/
SELECT count(DISTINCT streams.user_id) AS listeners
FROM podcasts.streams AS streams
JOIN podcasts.shows AS shows USING (show_id)
WHERE streams.day BETWEEN $period_from AND $period_to
  AND shows.genre = $genre
  AND ($country IS NULL OR streams.country = $country)
  AND streams.user_id >= 100
  AND streams.seconds_streamed >= 60
