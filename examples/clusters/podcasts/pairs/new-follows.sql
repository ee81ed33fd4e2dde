/*
question: How many new follows did podcast shows get in Sweden last week?
phrasings:
  - number of new podcast follows last month
  - how many times were shows followed yesterday
  - how often did people follow a podcast last week
parameters:
  country: { type: value, column: podcasts.follows.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: Podcast shows got {{new_follows}} new follows in {{country}}, {{period}}.
author: user:default/oskar.lind
*/
SELECT count(*) AS new_follows
FROM podcasts.follows
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND action = 'follow'
  AND user_id >= 100
