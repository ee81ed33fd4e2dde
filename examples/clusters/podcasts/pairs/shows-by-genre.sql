/*
question: How many podcast shows are in the catalogue by genre?
phrasings:
  - podcast catalogue by genre
  - number of podcast shows per genre in the catalogue
  - how many shows does our podcast catalogue have in each genre
  - how many podcast shows do we have in each genre
answer: 'The podcast catalogue has most shows in {{genre}}: {{shows}}.'
author: user:default/oskar.lind
*/
SELECT genre, count(*) AS shows
FROM podcasts.shows
GROUP BY genre
ORDER BY shows DESC, genre
