/*
question: How many uploads did creators make each day in the past 30 days?
phrasings:
  - daily creator uploads last month
  - creator uploads per day last week
  - uploads by creators day by day
parameters:
  period: { type: dateRange, default: past 30 days }
answer: On {{day}} creators made {{uploads}} uploads; on {{last.day}} it was {{last.uploads}}.
author: user:default/rasmus.jensen
*/
SELECT day, count(*) AS uploads
FROM creators.uploads
WHERE day BETWEEN $period_from AND $period_to
GROUP BY day
ORDER BY day
