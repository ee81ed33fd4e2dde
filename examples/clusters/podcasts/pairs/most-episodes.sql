/*
question: Which 10 true crime shows have the most episodes?
phrasings:
  - the top 10 true crime shows with the most episodes
answer: '{{title}} has the most episodes: {{episodes}}.'
author: user:default/oskar.lind
*/
SELECT s.title, s.publisher, count(*) AS episodes
FROM podcasts.episodes e
JOIN podcasts.shows s USING (show_id)
WHERE s.genre = 'true crime'
GROUP BY s.show_id, s.title, s.publisher
ORDER BY episodes DESC, s.title
LIMIT 10
