/*
question: How many campaigns were running last month?
phrasings:
  - number of live campaigns yesterday
  - active ad campaigns last week
  - how many ad campaigns ran in September
  - how many video campaigns ran last week
parameters:
  format: { type: value, column: advertising.campaigns.format, absent: all formats }
  period: { type: dateRange, default: last week }
answer: '{{campaigns}} campaigns were running ({{format}}), {{period}}.'
author: user:default/hugo.bakker
*/
SELECT count(*) AS campaigns
FROM advertising.campaigns
WHERE starts_on <= $period_to
  AND ends_on >= $period_from
  AND ($format IS NULL OR format = $format)
