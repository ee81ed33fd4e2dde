/*
question: How much revenue did Tidewave make in Germany last month?
phrasings:
  - total company revenue last quarter
  - how much money did the company make in Sweden last month
  - company income last week
  - overall revenue in Norway this year
  - what did the company earn last month
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Tidewave made {{revenue_eur}} euros of revenue in {{country}}, {{period}}.
author: user:default/henrik.berg
*/
SELECT coalesce(sum(amount_eur), 0)::DOUBLE AS revenue_eur
FROM finance.revenue_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
