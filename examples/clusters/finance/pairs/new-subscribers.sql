/*
question: How many new subscribers did we win last month?
phrasings:
  - number of new subscribers in Sweden last week
  - how many people became subscribers yesterday
  - new paying subscribers on the student plan last month
  - subscribers gained in Germany last month
  - new student subscribers in Sweden last month
parameters:
  plan: { type: value, column: finance.subscription_daily.plan, absent: all plans }
  country: { type: value, column: finance.subscription_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{new_subscribers}} people began to pay in {{country}} ({{plan}}), {{period}}.'
author: user:default/lucia.conti
*/
SELECT coalesce(sum(new_subscribers), 0)::BIGINT AS new_subscribers
FROM finance.subscription_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($plan IS NULL OR plan = $plan)
  AND ($country IS NULL OR country = $country)
