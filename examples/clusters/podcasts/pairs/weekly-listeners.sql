/*
question: How many people listened to podcasts each week in the last 8 weeks?
phrasings:
  - weekly podcast listeners in Norway
  - podcast audience week by week
  - number of podcast listeners per week in the last 12 weeks
  - weekly active podcast users
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last 8 weeks }
answer: Within {{period}}, {{listeners}} people listened to podcasts in {{country}} in the week from {{week}}; in the week from {{last.week}} it was {{last.listeners}}.
author: user:default/oskar.lind
*/
SELECT date_trunc('week', day)::DATE AS week, count(DISTINCT user_id) AS listeners
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND seconds_streamed >= 60
GROUP BY ALL
ORDER BY week
