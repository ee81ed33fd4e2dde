/*
question: How many subscribers do we have in each country?
phrasings:
  - paying subscribers by country
  - subscribers per market yesterday
  - which countries have the most subscribers
  - top 5 countries by paying subscribers
parameters:
  n: { type: topN, default: 50, min: 1, max: 100 }
  day: { type: date, default: yesterday }
answer: '{{country}} had the most paying subscribers at the end of {{day}}: {{subscribers}}.'
author: user:default/lucia.conti
*/
SELECT country, sum(subscribers)::BIGINT AS subscribers
FROM finance.subscription_daily
WHERE day = $day
GROUP BY country
ORDER BY subscribers DESC, country
LIMIT $n
