/*
question: Who are the top 10 advertisers by revenue last month?
phrasings:
  - biggest advertisers in Germany last quarter
  - which advertisers spent the most last month
  - the 5 largest ad customers last month
  - top 20 brands by ad spend
parameters:
  n: { type: topN, default: 10, min: 1, max: 100 }
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: The {{n}} biggest advertisers in {{country}}, {{period}}; {{advertiser}} leads with {{revenue_eur}} euros.
author: user:default/hugo.bakker
*/
SELECT advertisers.name AS advertiser, advertisers.industry, round(sum(revenue.revenue_cents) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue AS revenue
JOIN advertising.campaigns AS campaigns USING (campaign_id)
JOIN advertising.advertisers AS advertisers USING (advertiser_id)
WHERE revenue.day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR revenue.country = $country)
GROUP BY advertisers.name, advertisers.industry
ORDER BY revenue_eur DESC, advertisers.name
LIMIT $n
