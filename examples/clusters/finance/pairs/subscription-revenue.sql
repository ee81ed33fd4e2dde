/*
question: How much revenue did subscriptions bring in last month?
phrasings:
  - subscription revenue in Sweden last quarter
  - income from subscriptions last week
  - money from subscriptions in Germany last month
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Subscriptions brought in {{revenue_eur}} euros in {{country}}, {{period}}.
author: user:default/lucia.conti
*/
SELECT coalesce(sum(amount_eur), 0)::DOUBLE AS revenue_eur
FROM finance.revenue_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND revenue_stream = 'subscriptions'
