/*
question: How much ad revenue did we make each day in the past 30 days?
phrasings:
  - daily advertising revenue in Sweden last month
  - ad revenue per day last week
  - advertising income day by day
parameters:
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: past 30 days }
answer: On {{day}} advertising brought in {{revenue_eur}} euros in {{country}}; on {{last.day}} it was {{last.revenue_eur}}.
author: user:default/greta.fischer
*/
SELECT day, round(sum(revenue_cents) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY day
ORDER BY day
