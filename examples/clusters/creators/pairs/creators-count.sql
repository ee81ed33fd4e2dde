/*
question: How many creators do we have in Sweden?
phrasings:
  - total number of creators
  - how many creators are podcasters
  - count of creators in Germany who are musicians
  - number of creators who are authors
parameters:
  kind: { type: value, column: creators.creators.kind, absent: all kinds of creators }
  country: { type: value, column: creators.creators.country, absent: all countries }
answer: There are {{creators}} creators in {{country}} ({{kind}}), {{verified_creators}} of them verified.
author: user:default/rasmus.jensen
*/
SELECT count(*) AS creators, count(*) FILTER (WHERE is_verified) AS verified_creators
FROM creators.creators
WHERE ($kind IS NULL OR kind = $kind)
  AND ($country IS NULL OR country = $country)
