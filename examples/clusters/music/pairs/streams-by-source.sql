/*
question: Where do users find the tracks they play?
phrasings:
  - music streams by source last month
  - music plays per source in Sweden last week
  - share of music streams by source
  - what share of music streams comes from each source
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most music streams in {{country}} start from {{source}}, {{period}}: {{streams}}, {{share_percent}} % of all.'
author: user:default/teo.rossi
*/
SELECT source, count(*) AS streams,
  round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share_percent
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
GROUP BY source
ORDER BY streams DESC, source
