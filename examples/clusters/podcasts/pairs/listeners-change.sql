/*
question: How did the number of podcast listeners change last week compared to the previous period?
phrasings:
  - growth of the podcast audience last month compared with the previous period
  - did podcast listeners grow last week
  - change in podcast listeners last week
  - by how much did the podcast audience increase in Germany last month
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: '{{listeners}} people listened to podcasts in {{country}}, {{period}}, {{change_percent}} % against the {{previous_listeners}} of the period of the same length before.'
author: user:default/ines.moreau
*/
WITH counted AS (
  SELECT
    count(DISTINCT user_id) FILTER (WHERE day >= $period_from) AS listeners,
    count(DISTINCT user_id) FILTER (WHERE day < $period_from) AS previous_listeners
  FROM podcasts.streams
  WHERE day BETWEEN $period_from - ($period_to - $period_from + 1)::INTEGER AND $period_to
    AND ($country IS NULL OR country = $country)
    AND user_id >= 100
    AND seconds_streamed >= 60
)
SELECT listeners, previous_listeners,
  round(100.0 * (listeners - previous_listeners) / nullif(previous_listeners, 0), 1) AS change_percent
FROM counted
