/*
question: What was the click-through rate of each ad format last month?
phrasings:
  - ad CTR by format
  - click-through rate per ad format in Sweden last week
  - which ad format has the best click-through rate
parameters:
  country: { type: value, column: advertising.impressions.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{format}} ads have the best click-through rate in {{country}}, {{period}}: {{click_percent}} %.'
author: user:default/camille.petit
*/
SELECT campaigns.format, round(100.0 * sum(impressions.clicks) / nullif(sum(impressions.impressions), 0), 2) AS click_percent
FROM advertising.impressions AS impressions
JOIN advertising.campaigns AS campaigns USING (campaign_id)
WHERE impressions.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR impressions.country = $country)
GROUP BY campaigns.format
ORDER BY click_percent DESC, campaigns.format
