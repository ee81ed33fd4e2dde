/*
question: How many ad clicks were there in Sweden last week?
phrasings:
  - total ad clicks last month
  - how many times did people click on ads yesterday
  - how often were ads clicked in Germany last month
parameters:
  country: { type: value, column: advertising.impressions.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: Ads were clicked {{clicks}} times in {{country}}, {{period}}.
author: user:default/camille.petit
*/
SELECT coalesce(sum(clicks), 0)::BIGINT AS clicks
FROM advertising.impressions
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
