/*
question: What is the average budget of a campaign?
phrasings:
  - average campaign budget for video ads
  - mean booked budget per campaign
  - how big is a campaign budget on average
parameters:
  format: { type: value, column: advertising.campaigns.format, absent: all formats }
  period: { type: dateRange, default: this year }
answer: A campaign that started {{period}} has a budget of {{average_budget_eur}} euros on average ({{format}}).
author: user:default/hugo.bakker
*/
SELECT round(avg(budget_cents) / 100.0, 2) AS average_budget_eur, count(*) AS campaigns
FROM advertising.campaigns
WHERE starts_on BETWEEN $period_from AND $period_to
  AND ($format IS NULL OR format = $format)
