/*
question: How many creator payouts failed last month?
phrasings:
  - number of failed payouts to creators last week
  - failed creator payouts in Germany last quarter
  - payouts that did go wrong last month
parameters:
  country: { type: value, column: creators.payouts.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: '{{failed_payouts}} payouts to creators failed in {{country}}, {{period}}, worth {{failed_eur}} euros.'
author: user:default/alba.castillo
*/
SELECT count(*) AS failed_payouts, coalesce(sum(amount_eur), 0)::DOUBLE AS failed_eur
FROM creators.payouts
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status = 'failed'
