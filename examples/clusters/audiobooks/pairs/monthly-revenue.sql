/*
question: How much revenue did audiobooks make each month in the last 12 months?
phrasings:
  - monthly audiobook revenue in Germany this year
  - audiobook revenue per month
  - audiobook income month by month in the last 6 months
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last 12 months }
answer: In the month from {{month}} audiobooks brought in {{revenue_eur}} euros in {{country}}; in the month from {{last.month}} it was {{last.revenue_eur}}.
author: user:default/nora.dahl
*/
SELECT date_trunc('month', day)::DATE AS month, sum(price_eur)::DOUBLE AS revenue_eur
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status IN (2, 3)
GROUP BY ALL
ORDER BY month
