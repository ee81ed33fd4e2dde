/*
question: What is the average subscription revenue per subscriber last month?
phrasings:
  - ARPU in Germany last month
  - average revenue per subscriber last quarter
  - how much does a subscriber pay on average
parameters:
  country: { type: value, column: finance.revenue_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: A subscriber paid {{revenue_eur_per_subscriber}} euros a month on average in {{country}}, {{period}}.
author: user:default/lucia.conti
*/
WITH paid AS (
  SELECT sum(amount_eur)::DOUBLE AS revenue_eur
  FROM finance.revenue_daily
  WHERE day BETWEEN $period_from AND $period_to
    AND revenue_stream = 'subscriptions'
    AND ($country IS NULL OR country = $country)
), subscriber_days AS (
  SELECT sum(subscribers)::DOUBLE AS days
  FROM finance.subscription_daily
  WHERE day BETWEEN $period_from AND $period_to
    AND ($country IS NULL OR country = $country)
)
SELECT round(revenue_eur / nullif(days, 0) * 30.4, 2) AS revenue_eur_per_subscriber
FROM paid, subscriber_days
