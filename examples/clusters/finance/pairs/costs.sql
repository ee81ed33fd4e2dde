/*
question: How much were our costs last month?
phrasings:
  - total company costs last quarter
  - how much did we spend in September
  - overall expenses last month
  - marketing costs last month
  - how much did we spend on staff last quarter
parameters:
  category: { type: value, column: finance.costs_monthly.category, absent: all categories }
  period: { type: dateRange, default: last month, grain: month }
answer: Costs were {{costs_eur}} euros ({{category}}), {{period}}.
author: user:default/simon.weber
*/
SELECT coalesce(sum(amount_eur), 0)::DOUBLE AS costs_eur
FROM finance.costs_monthly
WHERE month BETWEEN $period_from AND $period_to
  AND ($category IS NULL OR category = $category)
