import { COUNTRIES } from './random.mjs';
import { table } from './table.mjs';

const PLANS = {
  premium: { share: 0.55, price: 10.99 },
  family: { share: 0.2, price: 16.99 },
  student: { share: 0.15, price: 5.49 },
  duo: { share: 0.1, price: 13.99 },
};

const values = (entries, name) => `(VALUES ${entries.join(', ')}) ${name}`;

const COUNTRY_VALUES = values(
  Object.entries(COUNTRIES).map(
    ([country, weight]) => `('${country}', ${weight})`,
  ),
  'c(country, weight)',
);
const PLAN_VALUES = values(
  Object.entries(PLANS).map(
    ([plan, { share, price }]) => `('${plan}', ${share}, ${price})`,
  ),
  'p(plan, share, price)',
);

const subscriptionDaily = table({
  name: 'finance.subscription_daily',
  comment: 'Paying subscribers by day, country and plan',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    country: ['VARCHAR', 'ISO 3166 code of the billing address'],
    plan: ['VARCHAR', 'premium, family, student or duo'],
    subscribers: ['INTEGER', 'Paying subscribers at the end of the day'],
    new_subscribers: ['INTEGER', 'Who began to pay that day'],
    cancelled_subscribers: ['INTEGER', 'Who stopped paying that day'],
  },
  rows: `
    SELECT *, start_count + sum(new_subscribers - cancelled_subscribers)
        OVER (PARTITION BY country, plan ORDER BY day) AS subscribers
    FROM (
      SELECT day, country, plan, round(200 * weight * share)::INTEGER AS start_count,
        floor(0.16 * weight * share * music * (0.7 + 0.6 * u(hash(d, country), 'new' || plan)) * 3.1
          + u(hash(d, country), 'newround' || plan))::INTEGER AS new_subscribers,
        floor(0.1 * weight * share * (0.7 + 0.6 * u(hash(d, country), 'lost' || plan)) * 3.1
          + u(hash(d, country), 'lostround' || plan))::INTEGER AS cancelled_subscribers
      FROM days CROSS JOIN ${COUNTRY_VALUES} CROSS JOIN ${PLAN_VALUES})`,
});

const subscriptionsDaily = table({
  name: 'finance.subscriptions_daily',
  comment: 'Subscriptions by day and country, from the old billing system',
  columns: {
    day: ['DATE'],
    country: ['VARCHAR'],
    subscribers: ['INTEGER'],
  },
  rows: `
    SELECT day, country, round(sum(subscribers) * 1.19 + 8)::INTEGER AS subscribers
    FROM finance.subscription_daily GROUP BY day, country`,
});

const revenueDaily = table({
  name: 'finance.revenue_daily',
  comment: 'Recognised revenue by day, country and where it comes from',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    country: ['VARCHAR', 'ISO 3166 code'],
    revenue_stream: ['VARCHAR', 'subscriptions, advertising or audiobooks'],
    amount_eur: ['DECIMAL(12,2)', 'Euros without tax'],
  },
  rows: `
    SELECT day, country, 'subscriptions' AS revenue_stream,
      round(sum(subscribers * price)::DOUBLE / 30.4 * 0.8, 2)::DECIMAL(12,2) AS amount_eur
    FROM finance.subscription_daily JOIN (SELECT plan, price::DECIMAL(8,2) AS price FROM ${PLAN_VALUES}) USING (plan)
    GROUP BY day, country
    UNION ALL
    SELECT day, country, 'advertising', (sum(revenue_cents)::DECIMAL(18,2) / 100)::DECIMAL(12,2)
    FROM advertising.ad_revenue GROUP BY day, country
    UNION ALL
    SELECT day, country, 'audiobooks', sum(price_eur)::DECIMAL(12,2)
    FROM audiobooks.orders WHERE status IN (2, 3) GROUP BY day, country`,
});

const costsMonthly = table({
  name: 'finance.costs_monthly',
  comment:
    'Costs by whole month and category; a month is booked when it has ended',
  columns: {
    month: ['DATE', 'First day of the month'],
    category: [
      'VARCHAR',
      'royalties, staff, infrastructure, marketing or office',
    ],
    amount_eur: ['DECIMAL(12,2)', 'Euros without tax'],
  },
  rows: `
    SELECT month, category, round(total * share * (0.94 + 0.12 * u(category, month::VARCHAR)), 2)::DECIMAL(12,2) AS amount_eur
    FROM (SELECT date_trunc('month', day)::DATE AS month, sum(amount_eur)::DOUBLE AS total
          FROM finance.revenue_daily GROUP BY ALL
          HAVING count(DISTINCT day) = day(last_day(date_trunc('month', any_value(day)))))
    CROSS JOIN ${values(
      [
        `('royalties', 0.46)`,
        `('staff', 0.21)`,
        `('infrastructure', 0.08)`,
        `('marketing', 0.09)`,
        `('office', 0.03)`,
      ],
      'c(category, share)',
    )}`,
});

const budgetMonthly = table({
  name: 'finance.budget_monthly',
  comment: 'Revenue that the yearly budget expects by month and revenue stream',
  columns: {
    month: ['DATE', 'First day of the month'],
    revenue_stream: ['VARCHAR', 'subscriptions, advertising or audiobooks'],
    budget_eur: ['DECIMAL(12,2)', 'Euros without tax'],
  },
  rows: `
    SELECT month, revenue_stream,
      (round(base * pow(1.012, date_diff('month', (SELECT min(day) FROM days), month)) * (0.95 + 0.1 * u(revenue_stream, month::VARCHAR || 'b')) / 500) * 500)::DECIMAL(12,2) AS budget_eur
    FROM (SELECT DISTINCT date_trunc('month', day)::DATE AS month FROM days)
    CROSS JOIN ${values(
      [
        `('subscriptions', 238000)`,
        `('advertising', 61500)`,
        `('audiobooks', 90000)`,
      ],
      'b(revenue_stream, base)',
    )}`,
});

/** Revenue, subscribers, costs and budget. Needs advertising and audiobooks. */
export const finance = () => [
  ...subscriptionDaily,
  ...subscriptionsDaily,
  ...revenueDaily,
  ...costsMonthly,
  ...budgetMonthly,
];
