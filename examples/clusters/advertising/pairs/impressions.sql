/*
question: How many ad impressions did we deliver in Sweden last week?
phrasings:
  - total ad impressions last month
  - how many times were ads shown in Germany yesterday
  - number of ads served last month
  - ad impressions in podcasts last month
  - how many ads were played in music in Norway last week
parameters:
  placement: { type: value, column: advertising.impressions.placement, absent: all placements }
  country: { type: value, column: advertising.impressions.country, absent: all countries }
  period: { type: dateRange, default: last week }
answer: '{{impressions}} ad impressions were delivered in {{country}} ({{placement}}), {{period}}.'
author: user:default/camille.petit
*/
SELECT coalesce(sum(impressions), 0)::BIGINT AS impressions
FROM advertising.impressions
WHERE day BETWEEN $period_from AND $period_to
  AND ($placement IS NULL OR placement = $placement)
  AND ($country IS NULL OR country = $country)
