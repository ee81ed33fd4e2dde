/*
question: How did music streams change last month compared to the previous period?
phrasings:
  - growth of music streams last week compared with the previous period
  - did music plays increase last month
  - change in music streams in Norway last week
parameters:
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: There were {{streams}} music streams in {{country}}, {{period}}, {{change_percent}} % against the {{previous_streams}} of the period of the same length before.
author: user:default/teo.rossi
*/
WITH counted AS (
  SELECT
    count(*) FILTER (WHERE day >= $period_from) AS streams,
    count(*) FILTER (WHERE day < $period_from) AS previous_streams
  FROM music.plays
  WHERE day BETWEEN $period_from - ($period_to - $period_from + 1)::INTEGER AND $period_to
    AND ($country IS NULL OR country = $country)
    AND user_id >= 100
    AND ms_played >= 30000
)
SELECT streams, previous_streams,
  round(100.0 * (streams - previous_streams) / nullif(previous_streams, 0), 1) AS change_percent
FROM counted
