/*
question: How do people pay for audiobooks?
phrasings:
  - audiobook sales by payment method last month
  - share of each payment method in audiobook sales
  - audiobooks sold per payment method in Germany
parameters:
  country: { type: value, column: audiobooks.orders.country, absent: all countries }
  period: { type: dateRange, default: last month }
answer: 'Most audiobooks in {{country}} were paid by {{payment_method}}, {{period}}: {{share_percent}} %.'
author: user:default/nora.dahl
*/
SELECT payment_method, count(*) AS audiobooks_sold,
  round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share_percent
FROM audiobooks.orders
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country)
  AND status IN (2, 3)
GROUP BY payment_method
ORDER BY audiobooks_sold DESC, payment_method
