/*
question: How much revenue did audiobooks make in Germany last month?
phrasings:
  - total audiobook revenue last week
  - audiobook income in Sweden last month
  - how much money did audiobook sales bring in yesterday
  - what did we earn with audiobooks last month
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Audiobooks brought in {{revenue_eur}} euros in {{country}}, {{period}}.
author: user:default/nora.dahl
*/
SELECT coalesce(sum(price_eur), 0)::DOUBLE AS revenue_eur
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status IN (2, 3)
