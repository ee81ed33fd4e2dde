/*
question: How many subscribers cancelled last month?
phrasings:
  - number of cancellations in Germany last week
  - how many people cancelled their subscription yesterday
  - cancelled subscribers on the family plan last month
  - how many people stopped paying for a subscription last month
  - how many customers stopped paying for the family plan in Germany last week
  - how many subscribers did we lose last month
parameters:
  plan: { type: value, column: finance.subscription_daily.plan, absent: all plans }
  country: { type: value, column: finance.subscription_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{cancelled_subscribers}} subscribers cancelled in {{country}} ({{plan}}), {{period}}.'
author: user:default/lucia.conti
*/
SELECT coalesce(sum(cancelled_subscribers), 0)::BIGINT AS cancelled_subscribers
FROM finance.subscription_daily
WHERE day BETWEEN $period_from AND $period_to
  AND ($plan IS NULL OR plan = $plan)
  AND ($country IS NULL OR country = $country)
