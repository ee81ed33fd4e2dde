/*
question: What were our costs by category last month?
phrasings:
  - company costs per category last quarter
  - break down of expenses by category
  - which cost category is the biggest
parameters:
  period: { type: dateRange, default: last month, grain: month }
answer: 'The biggest cost category is {{category}}, {{period}}: {{costs_eur}} euros.'
author: user:default/simon.weber
*/
SELECT category, sum(amount_eur)::DOUBLE AS costs_eur
FROM finance.costs_monthly
WHERE month BETWEEN $period_from AND $period_to
GROUP BY category
ORDER BY costs_eur DESC, category
