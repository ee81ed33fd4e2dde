/*
question: How many subscribers did we win and lose each month in the last 6 months?
phrasings:
  - monthly new and cancelled subscribers in Sweden
  - net subscriber growth per month
  - subscribers won and lost month by month
parameters:
  country: { type: value, column: finance.subscription_daily.country, absent: all countries }
  period: { type: dateRange, default: last 6 months }
answer: In the month from {{month}}, {{new_subscribers}} people in {{country}} began to pay and {{cancelled_subscribers}} stopped; in the month from {{last.month}}, {{last.new_subscribers}} began and {{last.cancelled_subscribers}} stopped.
author: user:default/lucia.conti
*/
SELECT date_trunc('month', day)::DATE AS month,
  sum(new_subscribers)::BIGINT AS new_subscribers,
  sum(cancelled_subscribers)::BIGINT AS cancelled_subscribers,
  sum(new_subscribers - cancelled_subscribers)::BIGINT AS net_subscribers
FROM finance.subscription_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY ALL
ORDER BY month
