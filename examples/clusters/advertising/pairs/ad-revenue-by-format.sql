/*
question: How much ad revenue did each ad format bring in last month?
phrasings:
  - advertising revenue by format in Sweden last month
  - ad revenue per format
  - which ad format earns the most revenue
parameters:
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{format}} ads brought in the most in {{country}}, {{period}}: {{revenue_eur}} euros.'
author: user:default/hugo.bakker
*/
SELECT campaigns.format, round(sum(revenue.revenue_cents) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue AS revenue
JOIN advertising.campaigns AS campaigns USING (campaign_id)
WHERE revenue.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR revenue.country = $country)
GROUP BY campaigns.format
ORDER BY revenue_eur DESC, campaigns.format
