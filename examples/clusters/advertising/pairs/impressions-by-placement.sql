/*
question: How many ad impressions did each placement get last month?
phrasings:
  - ad impressions by placement in Sweden last week
  - ad impressions per placement
  - which placement shows the most ads
parameters:
  country: { type: value, column: advertising.impressions.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most ads in {{country}} were shown in {{placement}}, {{period}}: {{impressions}} impressions.'
author: user:default/camille.petit
*/
SELECT placement, sum(impressions)::BIGINT AS impressions
FROM advertising.impressions
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
GROUP BY placement
ORDER BY impressions DESC, placement
