/*
question: On which devices was music streamed last month?
phrasings:
  - music streams by platform last week
  - music plays per device in Germany
  - which platforms do people use for music
  - share of music streams by platform
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most music was streamed on {{platform}} in {{country}}, {{period}}: {{streams}} streams, {{share_percent}} % of all.'
author: user:default/teo.rossi
*/
SELECT platform, count(*) AS streams,
  round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share_percent
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
GROUP BY platform
ORDER BY streams DESC, platform
