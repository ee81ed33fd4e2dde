/*
question: On which devices were podcasts streamed last month?
phrasings:
  - podcast streams by platform last week
  - podcast plays per device in Germany
  - which platforms do people use for podcasts
  - share of podcast streams by platform
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most podcasts were streamed on {{platform}} in {{country}}, {{period}}: {{streams}} streams, {{share_percent}} % of all.'
author: user:default/oskar.lind
*/
SELECT platform, count(*) AS streams,
  round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share_percent
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
GROUP BY platform
ORDER BY streams DESC, platform
