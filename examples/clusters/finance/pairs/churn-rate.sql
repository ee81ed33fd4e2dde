/*
question: What was the churn rate last month?
phrasings:
  - subscriber churn in Sweden last month
  - percentage of subscribers who cancelled last month
  - churn rate of the premium plan in Germany last month
  - what share of subscribers cancelled last quarter
parameters:
  plan: { type: value, column: finance.subscription_daily.plan, absent: all plans }
  country: { type: value, column: finance.subscription_daily.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: The churn rate in {{country}} ({{plan}}) was {{churn_percent}} %, {{period}}.
author: user:default/lucia.conti
*/
WITH cancelled AS (
  SELECT sum(cancelled_subscribers) AS cancelled_subscribers
  FROM finance.subscription_daily
  WHERE day BETWEEN $period_from AND $period_to
    AND ($plan IS NULL OR plan = $plan)
    AND ($country IS NULL OR country = $country)
), at_start AS (
  SELECT sum(subscribers - new_subscribers + cancelled_subscribers) AS subscribers
  FROM finance.subscription_daily
  WHERE day = $period_from
    AND ($plan IS NULL OR plan = $plan)
    AND ($country IS NULL OR country = $country)
)
SELECT round(100.0 * cancelled_subscribers / nullif(subscribers, 0), 2) AS churn_percent
FROM cancelled, at_start
