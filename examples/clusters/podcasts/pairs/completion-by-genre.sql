/*
question: What is the completion rate of podcasts in each genre last month?
phrasings:
  - podcast completion rate by genre
  - share of podcast streams completed per genre last week
  - percentage of completed podcast streams for each genre
parameters:
  period: { type: dateRange, default: last month }
answer: '{{genre}} has the highest completion rate of all podcast genres, {{period}}: {{completion_percent}} %.'
author: user:default/ines.moreau
*/
SELECT shows.genre, round(100.0 * avg(streams.completed::INTEGER), 1) AS completion_percent
FROM podcasts.streams AS streams
JOIN podcasts.shows AS shows USING (show_id)
WHERE streams.day BETWEEN $period_from AND $period_to
  AND streams.user_id >= 100
  AND streams.seconds_streamed >= 60
GROUP BY shows.genre
ORDER BY completion_percent DESC, shows.genre
