/*
question: How much ad revenue did each industry bring in last month?
phrasings:
  - advertising revenue by industry in Germany last month
  - ad revenue per industry
  - which industries spend the most on ads with us
  - ad spend by industry last quarter
parameters:
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'The {{industry}} industry brought in the most ad revenue in {{country}}, {{period}}: {{revenue_eur}} euros.'
author: user:default/hugo.bakker
*/
SELECT advertisers.industry, round(sum(revenue.revenue_cents) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue AS revenue
JOIN advertising.campaigns AS campaigns USING (campaign_id)
JOIN advertising.advertisers AS advertisers USING (advertiser_id)
WHERE revenue.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR revenue.country = $country)
GROUP BY advertisers.industry
ORDER BY revenue_eur DESC, advertisers.industry
