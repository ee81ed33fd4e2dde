/*
question: How many artists come from each country?
phrasings:
  - number of artists by home country
  - which home countries do most artists come from
  - artists per home country
answer: 'Most artists come from {{home_country}}: {{artists}}.'
author: user:default/aino.laine
*/
SELECT home_country, count(*) AS artists
FROM music.artists
GROUP BY home_country
ORDER BY artists DESC, home_country
