/*
question: How much ad revenue did we make in Germany last month?
phrasings:
  - total advertising revenue last week
  - how much money did ads make in Sweden last month
  - income from adverts yesterday
  - what did advertising bring in last month
  - ad sales in Norway this year
parameters:
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: Advertising brought in {{revenue_eur}} euros in {{country}}, {{period}}.
author: user:default/greta.fischer
*/
SELECT round(coalesce(sum(revenue_cents), 0) / 100.0, 2) AS revenue_eur
FROM advertising.ad_revenue
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
