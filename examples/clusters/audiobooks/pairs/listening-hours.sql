/*
question: How many hours of audiobooks were listened to last month?
phrasings:
  - total audiobook listening hours in Sweden last week
  - how much time did people spend listening to audiobooks last month
  - audiobook hours heard yesterday
parameters:
  country: { type: value, column: audiobooks.listening_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{hours}} hours of audiobooks were heard in {{country}}, {{period}}.'
author: user:default/jakub.nowak
*/
SELECT round(coalesce(sum(minutes_listened), 0) / 60.0, 1) AS hours
FROM audiobooks.listening_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
