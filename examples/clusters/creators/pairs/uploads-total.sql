/*
question: How many uploads did creators make last week?
phrasings:
  - total number of uploads by creators last month
  - how many episodes did creators upload yesterday
  - how many tracks were uploaded by creators last month
  - how many chapters were uploaded yesterday
  - count of creator uploads in September
parameters:
  content_type: { type: value, column: creators.uploads.content_type, absent: all kinds of content }
  period: { type: dateRange, default: last week }
answer: Creators made {{uploads}} uploads ({{content_type}}), {{period}}.
author: user:default/rasmus.jensen
*/
SELECT count(*) AS uploads
FROM creators.uploads
WHERE day BETWEEN $period_from AND $period_to
  AND ($content_type IS NULL OR content_type = $content_type)
