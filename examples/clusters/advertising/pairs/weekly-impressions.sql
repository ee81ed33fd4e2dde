/*
question: How many ad impressions did we deliver each week in the last 12 weeks?
phrasings:
  - weekly ad impressions in Germany
  - ad impressions per week
  - ads shown week by week in the last 8 weeks
parameters:
  country: { type: value, column: advertising.impressions.country, absent: all countries }
  period: { type: dateRange, default: last 12 weeks }
answer: In the week from {{week}}, {{impressions}} ad impressions were delivered in {{country}}; in the week from {{last.week}} it was {{last.impressions}}.
author: user:default/camille.petit
*/
SELECT date_trunc('week', day)::DATE AS week, sum(impressions)::BIGINT AS impressions
FROM advertising.impressions
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY ALL
ORDER BY week
