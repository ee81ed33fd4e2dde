/*
question: How many creators do we have in each country?
phrasings:
  - creators by country
  - number of creators per market
  - which countries have the most creators
parameters:
  kind: { type: value, column: creators.creators.kind, absent: all kinds of creators }
answer: '{{country}} has the most creators ({{kind}}): {{creators}}.'
author: user:default/rasmus.jensen
*/
SELECT country, count(*) AS creators
FROM creators.creators
WHERE ($kind IS NULL OR kind = $kind)
GROUP BY country
ORDER BY creators DESC, country
