/*
question: What was the click-through rate of ads last month?
phrasings:
  - ad CTR in Germany last week
  - percentage of ad impressions that were clicked
  - what share of ad impressions led to a click last month
parameters:
  country: { type: value, column: advertising.impressions.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{click_percent}} % of ad impressions in {{country}} were clicked, {{period}}.'
author: user:default/camille.petit
*/
SELECT round(100.0 * sum(clicks) / nullif(sum(impressions), 0), 2) AS click_percent
FROM advertising.impressions
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
