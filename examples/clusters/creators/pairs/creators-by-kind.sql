/*
question: How many creators of each kind do we have?
phrasings:
  - creators by kind in Germany
  - number of creators per kind
  - break down of creators by kind
parameters:
  country: { type: value, column: creators.creators.country, absent: all countries }
answer: 'Most creators in {{country}} are of the kind {{kind}}: {{creators}}.'
author: user:default/rasmus.jensen
*/
SELECT kind, count(*) AS creators
FROM creators.creators
WHERE ($country IS NULL OR country = $country)
GROUP BY kind
ORDER BY creators DESC, kind
