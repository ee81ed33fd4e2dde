/*
question: How many music streams were there each week in the last 12 weeks?
phrasings:
  - weekly music streams in Sweden
  - music plays per week
  - songs played week by week in the last 8 weeks
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last 12 weeks }
answer: In the week from {{week}} there were {{streams}} music streams in {{country}}; in the week from {{last.week}} it was {{last.streams}}.
author: user:default/teo.rossi
*/
SELECT date_trunc('week', day)::DATE AS week, count(*) AS streams
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
GROUP BY ALL
ORDER BY week
