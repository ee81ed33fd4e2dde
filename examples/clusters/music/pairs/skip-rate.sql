/*
question: What share of tracks was skipped last month?
phrasings:
  - music skip rate in Sweden last week
  - percentage of songs that were skipped
  - what is the skip rate of tracks on the free plan
  - what percentage of music plays were skipped last month
  - skip rate of tracks for premium users
parameters:
  plan: { type: value, column: music.plays.plan, absent: all plans }
  country: { type: value, column: music.plays.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{skip_percent}} % of started tracks were skipped in {{country}} ({{plan}}), {{period}}.'
author: user:default/teo.rossi
*/
SELECT round(100.0 * avg(skipped::INTEGER), 1) AS skip_percent
FROM music.plays
WHERE day BETWEEN $period_from AND $period_to
  AND ($plan IS NULL OR plan = $plan)
  AND ($country IS NULL OR country = $country)
  AND user_id >= 100
