/*
question: Which 10 podcast shows won the most followers last month?
phrasings:
  - top 5 podcasts by new followers in Norway last month
  - shows that gained the most followers last week
  - most followed podcasts last month
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  country: { type: value, column: podcasts.follows.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{title}} won the most followers in {{country}}, {{period}}: {{net_followers}} after those who left.'
author: user:default/oskar.lind
*/
SELECT shows.title,
  count(*) FILTER (WHERE follows.action = 'follow')
    - count(*) FILTER (WHERE follows.action = 'unfollow') AS net_followers
FROM podcasts.follows AS follows
JOIN podcasts.shows AS shows USING (show_id)
WHERE follows.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR follows.country = $country)
  AND follows.user_id >= 100
GROUP BY shows.title
ORDER BY net_followers DESC, shows.title
LIMIT $n
