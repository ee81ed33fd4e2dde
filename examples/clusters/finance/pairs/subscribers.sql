/*
question: How many paying subscribers do we have in Germany?
phrasings:
  - number of subscribers yesterday
  - subscriber count in Sweden
  - current number of paid subscribers
  - how many people are subscribers of the family plan
  - premium subscribers in Norway on 1 November
parameters:
  plan: { type: value, column: finance.subscription_daily.plan, absent: all plans }
  country: { type: value, column: finance.subscription_daily.country, absent: all countries }
  day: { type: date, default: yesterday }
answer: There were {{subscribers}} paying subscribers in {{country}} ({{plan}}) at the end of {{day}}.
author: user:default/lucia.conti
*/
SELECT coalesce(sum(subscribers), 0)::BIGINT AS subscribers
FROM finance.subscription_daily
WHERE day = $day
  AND ($plan IS NULL OR plan = $plan)
  AND ($country IS NULL OR country = $country)
