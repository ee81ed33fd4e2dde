/*
question: How many creators joined last month?
phrasings:
  - number of new creators in Sweden last month
  - creators who signed up last week
  - how many new podcasters joined in September
  - new musicians in Germany last quarter
parameters:
  kind: { type: value, column: creators.creators.kind, absent: all kinds of creators }
  country: { type: value, column: creators.creators.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{new_creators}} creators joined in {{country}} ({{kind}}), {{period}}.'
author: user:default/rasmus.jensen
*/
SELECT count(*) AS new_creators
FROM creators.creators
WHERE joined_on BETWEEN $period_from AND $period_to
  AND ($kind IS NULL OR kind = $kind)
  AND ($country IS NULL OR country = $country)
