/*
question: How many people listened to podcasts each month in the last 6 months?
phrasings:
  - monthly podcast listeners in Finland
  - podcast audience month by month this year
  - number of podcast listeners per month
  - monthly active podcast users
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last 6 months }
answer: Within {{period}}, {{listeners}} people listened to podcasts in {{country}} in the month from {{month}}; in the month from {{last.month}} it was {{last.listeners}}.
author: user:default/oskar.lind
*/
SELECT date_trunc('month', day)::DATE AS month, count(DISTINCT user_id) AS listeners
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
GROUP BY ALL
ORDER BY month
