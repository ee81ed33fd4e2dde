/*
question: How many people listened to audiobooks last week?
phrasings:
  - audiobook listeners in Germany last month
  - number of people who listened to an audiobook yesterday
  - size of the audiobook audience in Sweden last week
parameters:
  country: { type: value, column: audiobooks.listening_daily.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: '{{listeners}} people listened to audiobooks in {{country}}, {{period}}.'
author: user:default/jakub.nowak
*/
SELECT count(DISTINCT user_id) AS listeners
FROM audiobooks.listening_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
