/*
question: How many support tickets did creators open last week?
phrasings:
  - number of creator support tickets last month
  - how many creators' questions did support get yesterday
  - creator support tickets about copyright last month
  - creator tickets about getting paid last week
parameters:
  topic: { type: value, column: creators.support_tickets.topic, absent: all topics }
  period: { type: dateRange, default: last week }
answer: Creators opened {{tickets}} support tickets ({{topic}}), {{period}}.
author: user:default/rasmus.jensen
*/
SELECT count(*) AS tickets
FROM creators.support_tickets
WHERE day BETWEEN $period_from AND $period_to
  AND ($topic IS NULL OR topic = $topic)
