/*
question: How much did we pay out to creators in each country last month?
phrasings:
  - creator payouts by country last quarter
  - payouts to creators per market
  - which countries get the most creator payouts
  - top 5 countries by creator payouts
parameters:
  n: { type: topN, default: 50, min: 1, max: 100 }
  period: { type: dateRange, default: last month }
answer: '{{country}} got the most creator payouts, {{period}}: {{paid_eur}} euros.'
author: user:default/alba.castillo
*/
SELECT country, sum(amount_eur)::DOUBLE AS paid_eur
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND status = 'paid'
GROUP BY country
ORDER BY paid_eur DESC, country
LIMIT $n
