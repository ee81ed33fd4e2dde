/*
question: What share of audiobook orders was refunded last month?
phrasings:
  - audiobook refund rate in Sweden last month
  - percentage of refunded audiobook orders
  - what percentage of audiobook orders were refunded in Germany last quarter
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{refund_percent}} % of paid audiobook orders in {{country}} were refunded, {{period}}.'
author: user:default/nora.dahl
*/
SELECT round(100.0 * count(*) FILTER (WHERE status = 4) / nullif(count(*), 0), 1) AS refund_percent
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status IN (2, 3, 4)
