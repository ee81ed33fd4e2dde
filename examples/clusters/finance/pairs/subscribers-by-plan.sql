/*
question: How many subscribers are on each plan?
phrasings:
  - paying subscribers by plan in Sweden
  - subscribers per plan yesterday
  - which plan has the most subscribers
parameters:
  country: { type: value, column: finance.subscription_daily.country, absent: all countries }
  day: { type: date, default: yesterday }
answer: 'Most paying subscribers in {{country}} were on the {{plan}} plan at the end of {{day}}: {{subscribers}}.'
author: user:default/lucia.conti
*/
SELECT plan, sum(subscribers)::BIGINT AS subscribers
FROM finance.subscription_daily
WHERE day = $day
  AND ($country IS NULL OR country = $country)
GROUP BY plan
ORDER BY subscribers DESC, plan
