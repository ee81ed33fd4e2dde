/*
question: How much revenue did a thousand ad impressions bring in last month?
phrasings:
  - ad CPM in Germany last month
  - revenue per 1000 ad impressions
  - average ad revenue per thousand impressions in Sweden last week
parameters:
  country: { type: value, column: advertising.ad_revenue.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: A thousand ad impressions brought in {{revenue_eur_per_thousand}} euros in {{country}}, {{period}}.
author: user:default/greta.fischer
*/
WITH delivered AS (
  SELECT sum(impressions) AS impressions
  FROM advertising.impressions
  WHERE day BETWEEN $period_from AND $period_to
    AND ($country IS NULL OR country = $country)
), earned AS (
  SELECT sum(revenue_cents) AS cents
  FROM advertising.ad_revenue
  WHERE day BETWEEN $period_from AND $period_to
    AND ($country IS NULL OR country = $country)
)
SELECT round(cents / 100.0 / nullif(impressions, 0) * 1000, 2) AS revenue_eur_per_thousand
FROM earned, delivered
