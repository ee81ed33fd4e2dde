/*
question: How many audiobook orders were refunded last month?
phrasings:
  - number of audiobook refunds in Germany last week
  - how many refunds were there last week
  - count of refunded audiobook orders yesterday
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{refunded_orders}} audiobook orders were refunded in {{country}}, {{period}}, worth {{refunded_eur}} euros.'
author: user:default/nora.dahl
*/
SELECT count(*) AS refunded_orders, coalesce(sum(price_eur), 0)::DOUBLE AS refunded_eur
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 4
