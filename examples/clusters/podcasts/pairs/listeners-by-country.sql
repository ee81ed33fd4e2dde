/*
question: How many people listened to podcasts in each country last week?
phrasings:
  - podcast listeners by country last week
  - break down of the podcast audience by market
  - which countries have the most podcast listeners
  - podcast listeners per country last month
  - top 5 countries by podcast listeners
parameters:
  n: { type: topN, default: 50, min: 1, max: 100 }
  period: { type: dateRange, default: last week }
answer: '{{country}} has the most podcast listeners, {{period}}: {{listeners}}.'
author: user:default/ines.moreau
*/
SELECT country, count(DISTINCT user_id) AS listeners
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND country IS NOT NULL
  AND user_id >= 100
  AND seconds_streamed >= 60
GROUP BY country
ORDER BY listeners DESC, country
LIMIT $n
