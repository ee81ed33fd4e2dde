/*
question: How many subscribers did we have each day in the past 30 days?
phrasings:
  - daily number of subscribers in Germany last month
  - subscribers per day last week
  - paying subscribers day by day
parameters:
  country: { type: value, column: finance.subscription_daily.country, absent: all countries }
  period: { type: dateRange, default: past 30 days }
answer: On {{day}} there were {{subscribers}} paying subscribers in {{country}}; on {{last.day}} it was {{last.subscribers}}.
author: user:default/lucia.conti
*/
SELECT day, sum(subscribers)::BIGINT AS subscribers
FROM finance.subscription_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY day
ORDER BY day
