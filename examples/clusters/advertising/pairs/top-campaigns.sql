/*
question: What are the top 10 campaigns by revenue last month?
phrasings:
  - biggest campaigns in Sweden last week
  - which campaigns brought in the most revenue last month
  - the 5 highest earning ad campaigns last quarter
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: The {{n}} biggest campaigns in {{country}}, {{period}}; {{campaign}} leads with {{revenue_eur}} euros.
author: user:default/hugo.bakker
*/
SELECT campaigns.name AS campaign, campaigns.format, round(sum(revenue.revenue_cents) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue AS revenue
JOIN advertising.campaigns AS campaigns USING (campaign_id)
WHERE revenue.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR revenue.country = $country)
GROUP BY campaigns.name, campaigns.format
ORDER BY revenue_eur DESC, campaigns.name
LIMIT $n
