/*
question: How many times was an audiobook finished last month?
phrasings:
  - number of finished audiobooks in Sweden last month
  - how many audiobooks did people finish last week
  - how often did people listen to an audiobook to the end
parameters:
  country: { type: value, column: audiobooks.listening_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: An audiobook was finished {{finished}} times in {{country}}, {{period}}.
author: user:default/jakub.nowak
*/
SELECT count(*) AS finished
FROM audiobooks.listening_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND finished
