/*
question: How much ad revenue did we make each month in the last 12 months?
phrasings:
  - monthly advertising revenue in Germany this year
  - ad revenue per month
  - advertising income month by month in the last 6 months
parameters:
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last 12 months }
answer: In the month from {{month}} advertising brought in {{revenue_eur}} euros in {{country}}; in the month from {{last.month}} it was {{last.revenue_eur}}.
author: user:default/greta.fischer
*/
SELECT date_trunc('month', day)::DATE AS month, round(sum(revenue_cents) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY ALL
ORDER BY month
