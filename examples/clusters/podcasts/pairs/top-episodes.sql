/*
question: What are the top 10 podcast episodes last week?
phrasings:
  - most played episodes in Sweden last month
  - which episodes were streamed most last week
  - the 5 most popular podcast episodes yesterday
  - biggest episodes by streams
  - most listened episodes in Denmark
  - most popular podcast episodes last week
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: The {{n}} most played episodes in {{country}}, {{period}}; {{episode}} of {{show_title}} leads with {{streams}} streams.
author: user:default/ines.moreau
*/
SELECT shows.title AS show_title, episodes.title AS episode, episodes.published_on, count(*) AS streams
FROM podcasts.streams AS streams
JOIN podcasts.episodes AS episodes USING (episode_id)
JOIN podcasts.shows AS shows ON shows.show_id = episodes.show_id
WHERE streams.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR streams.country = $country)
  AND streams.user_id >= 100
  AND streams.seconds_streamed >= 60
GROUP BY shows.title, episodes.title, episodes.published_on
ORDER BY streams DESC, show_title, episode
LIMIT $n
