/*
question: How long does it take to resolve a creator support ticket on average?
phrasings:
  - average resolution time of creator support tickets last month
  - mean hours until a creator support ticket is solved
  - average hours to resolve creator tickets about publishing last month
parameters:
  topic: { type: value, column: creators.support_tickets.topic, absent: all topics }
  period: { type: dateRange, default: last month }
answer: Support tickets were resolved in {{average_hours}} hours on average ({{topic}}), {{period}}.
author: user:default/rasmus.jensen
*/
SELECT round(avg(hours_to_resolve), 1) AS average_hours, count(hours_to_resolve) AS resolved_tickets
FROM creators.support_tickets
WHERE day BETWEEN $period_from AND $period_to
  AND ($topic IS NULL OR topic = $topic)
