/*
question: How many active creators were there last month?
phrasings:
  - number of active creators in Sweden last month
  - how many creators uploaded something last week
  - creators who published content last month
parameters:
  country: { type: value, column: creators.creators.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{active_creators}} creators in {{country}} published something, {{period}}.'
author: user:default/rasmus.jensen
*/
SELECT count(DISTINCT uploads.creator_id) AS active_creators
FROM creators.uploads AS uploads
JOIN creators.creators AS creators USING (creator_id)
WHERE uploads.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR creators.country = $country)
  AND uploads.review_status = 'published'
