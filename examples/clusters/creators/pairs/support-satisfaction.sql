/*
question: How satisfied are creators with support on average?
phrasings:
  - average satisfaction of creators with support last month
  - mean creator support satisfaction last quarter
  - average stars for creator support
parameters:
  topic: { type: value, column: creators.support_tickets.topic, absent: all topics }
  period: { type: dateRange, default: last month }
answer: Creators gave support {{average_stars}} of 5 stars on average ({{topic}}), {{period}}.
author: user:default/rasmus.jensen
*/
SELECT round(avg(satisfaction), 2) AS average_stars, count(satisfaction) AS ratings
FROM creators.support_tickets
WHERE day BETWEEN $period_from AND $period_to
  AND ($topic IS NULL OR topic = $topic)
