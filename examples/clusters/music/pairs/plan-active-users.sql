/*
question: How many active music users were on the premium plan last week?
phrasings:
  - active music users on the free plan in Germany last month
  - number of music listeners on the family plan yesterday
  - music audience on the student plan last month
  - how many premium users listened to music last month
  - how many student users listened to music last month
parameters:
  plan: { type: value, column: music.plays.plan }
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: '{{active_users}} active music users were on the {{plan}} plan in {{country}}, {{period}}.'
author: user:default/teo.rossi
*/
SELECT count(DISTINCT user_id) AS active_users
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND plan = $plan
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
  AND ms_played >= 30000
