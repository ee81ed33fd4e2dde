/*
question: What do creators ask support about?
phrasings:
  - creator support tickets by topic last month
  - support tickets per topic last week
  - most common topics of creator support tickets
parameters:
  period: { type: dateRange, default: last month }
answer: 'Creators asked support most about {{topic}}, {{period}}: {{tickets}} tickets.'
author: user:default/rasmus.jensen
*/
SELECT topic, count(*) AS tickets
FROM creators.support_tickets
WHERE day BETWEEN $period_from AND $period_to
GROUP BY topic
ORDER BY tickets DESC, topic
