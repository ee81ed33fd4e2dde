/*
question: What share of uploads was rejected last month?
phrasings:
  - upload rejection rate last week
  - percentage of creator uploads that were rejected
  - what percentage of uploaded tracks were rejected last month
parameters:
  content_type: { type: value, column: creators.uploads.content_type, absent: all kinds of content }
  period: { type: dateRange, default: last month }
answer: '{{rejected_percent}} % of reviewed uploads were rejected ({{content_type}}), {{period}}.'
author: user:default/rasmus.jensen
*/
SELECT round(100.0 * count(*) FILTER (WHERE review_status = 'rejected') / nullif(count(*), 0), 1) AS rejected_percent
FROM creators.uploads
WHERE day BETWEEN $period_from AND $period_to
  AND ($content_type IS NULL OR content_type = $content_type)
  AND review_status <> 'in_review'
