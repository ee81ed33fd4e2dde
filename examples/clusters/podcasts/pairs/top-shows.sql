/*
question: What are the top 10 podcast shows in Germany last month?
phrasings:
  - most played podcasts in Sweden last week
  - which podcasts were streamed most last month
  - the 5 most popular true crime podcasts
  - most popular shows in Denmark
  - biggest podcast shows by streams
  - top 20 comedy podcasts in Norway last month
  - most listened podcast shows last week
  - top 5 news shows of podcasts last week
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  genre: { type: value, column: podcasts.shows.genre, absent: all genres }
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: The {{n}} most played podcasts in {{country}} ({{genre}}), {{period}}; {{title}} leads with {{streams}} streams.
author: user:default/ines.moreau
*/
SELECT shows.title, shows.publisher, count(*) AS streams, count(DISTINCT streams.user_id) AS listeners
FROM podcasts.streams AS streams
JOIN podcasts.shows AS shows USING (show_id)
WHERE streams.day BETWEEN $period_from AND $period_to
  AND ($genre IS NULL OR shows.genre = $genre)
  AND ($country IS NULL OR streams.country = $country)
  AND streams.user_id >= 100
  AND streams.seconds_streamed >= 60
GROUP BY shows.title, shows.publisher
ORDER BY streams DESC, shows.title
LIMIT $n
