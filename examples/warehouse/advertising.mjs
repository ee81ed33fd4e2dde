import { BRANDS, CAMPAIGN_THEMES } from './names.mjs';
import { COUNTRIES, list, pick } from './random.mjs';
import { table } from './table.mjs';

const CAMPAIGN_COUNT = 280;

const INDUSTRIES = [
  'banking',
  'sports',
  'food and drink',
  'automotive',
  'telecom',
  'food and drink',
  'fashion',
  'electronics',
  'insurance',
  'travel',
  'home',
  'software',
  'travel',
  'sports',
  'energy',
  'home',
  'food and drink',
  'gaming',
  'health',
  'fashion',
  'home',
  'automotive',
  'banking',
  'fashion',
  'logistics',
  'education',
  'food and drink',
  'food and drink',
  'electronics',
  'education',
  'sports',
  'health',
  'gaming',
  'software',
  'fashion',
  'entertainment',
  'home',
  'home',
  'entertainment',
  'home',
];

const advertisers = table({
  name: 'advertising.advertisers',
  comment: 'One row for each company that buys advertising',
  columns: {
    advertiser_id: ['INTEGER'],
    name: ['VARCHAR', 'Brand name; unique'],
    industry: ['VARCHAR'],
    country: [
      'VARCHAR',
      'ISO 3166 code of the head office; not where the ads ran',
    ],
  },
  rows: `
    SELECT a AS advertiser_id, ${list(BRANDS)}[a] AS name, ${list(
    INDUSTRIES,
  )}[a] AS industry,
      ${pick(`u(a, 'adhome')`, COUNTRIES)} AS country
    FROM (SELECT unnest(range(1, ${BRANDS.length + 1}))::INTEGER AS a)`,
});

const campaigns = firstDay =>
  table({
    name: 'advertising.campaigns',
    comment: 'One row for each campaign that was booked',
    columns: {
      campaign_id: ['INTEGER'],
      advertiser_id: ['INTEGER', 'The company in advertising.advertisers'],
      name: ['VARCHAR'],
      format: ['VARCHAR', 'audio, video or display'],
      starts_on: ['DATE'],
      ends_on: ['DATE', 'Last day, included'],
      budget_cents: ['BIGINT', 'Booked budget in euro cents'],
    },
    rows: `
      SELECT c AS campaign_id, advertiser_id,
        ${list(BRANDS)}[advertiser_id] || ' ' || ${list(
      CAMPAIGN_THEMES,
    )}[1 + (c * 5 + advertiser_id) % 12] || ' ' || c AS name,
        ${pick(`u(c, 'format')`, {
          audio: 58,
          video: 17,
          display: 25,
        })} AS format, starts_on,
        starts_on + (20 + floor(u(c, 'span') * 70)::INTEGER) AS ends_on,
        (300000 + floor(u(c, 'budget') * 30) * 50000)::BIGINT AS budget_cents
      FROM (SELECT c, zipf(0.1 + 0.9 * u(c, 'advertiser'), ${
        BRANDS.length
      }) AS advertiser_id,
              DATE '${firstDay.toISODate()}' - 40 + floor(u(c, 'start') * ((SELECT max(d) FROM days) + 35))::INTEGER AS starts_on
            FROM (SELECT unnest(range(1, ${
              CAMPAIGN_COUNT + 1
            }))::INTEGER AS c))`,
  });

const impressions = table({
  name: 'advertising.impressions',
  comment: 'Delivery of each campaign by day, country and placement',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    campaign_id: ['INTEGER', 'The campaign in advertising.campaigns'],
    country: ['VARCHAR', 'ISO 3166 code of where the ad was shown'],
    placement: ['VARCHAR', 'Where the ad ran: podcasts or music'],
    impressions: ['BIGINT', 'Times that the ad was played or shown'],
    clicks: ['BIGINT'],
    completed: [
      'BIGINT',
      'Times that it was played to the end; NULL for display ads',
    ],
  },
  rows: `
    SELECT day, campaign_id, country, placement, impressions,
      round(impressions * CASE format WHEN 'audio' THEN 0.004 WHEN 'video' THEN 0.011 ELSE 0.007 END
        * (0.6 + 0.8 * u(i, 'clicks')))::BIGINT AS clicks,
      CASE WHEN format <> 'display' THEN round(impressions * (0.62 + 0.3 * u(i, 'completed')))::BIGINT END AS completed
    FROM (
      SELECT d.day, c.campaign_id, c.format, w.country, p.placement,
        hash(c.campaign_id, d.d, w.country, p.placement) AS i,
        round(95 * d.advertising * w.weight * p.share * (0.5 + u(c.campaign_id, 'size') * 1.5)
          * (0.8 + 0.4 * u(hash(c.campaign_id, d.d, w.country, p.placement), 'noise')))::BIGINT AS impressions
      FROM advertising.campaigns c
      JOIN days d ON d.day BETWEEN c.starts_on AND c.ends_on
      CROSS JOIN (VALUES ${Object.entries(COUNTRIES)
        .map(([country, weight]) => `('${country}', ${weight})`)
        .join(', ')}) w(country, weight)
      CROSS JOIN (VALUES ('music', 0.62), ('podcasts', 0.38)) p(placement, share)
      WHERE u(c.campaign_id, 'in' || w.country) < 0.45 AND u(c.campaign_id, 'at' || p.placement) < 0.8
    ) WHERE impressions > 0`,
});

const adRevenue = table({
  name: 'advertising.ad_revenue',
  comment:
    'What each campaign brought in by day and country, invoiced amounts without tax',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    campaign_id: ['INTEGER', 'The campaign in advertising.campaigns'],
    country: ['VARCHAR', 'ISO 3166 code of where the ad was shown'],
    revenue_cents: ['BIGINT', 'Euro cents'],
  },
  rows: `
    SELECT day, campaign_id, country,
      round(sum(impressions) * CASE any_value(format) WHEN 'audio' THEN 1.35 WHEN 'video' THEN 2.1 ELSE 0.6 END
        * (0.8 + 0.4 * u(campaign_id, 'price')))::BIGINT AS revenue_cents
    FROM advertising.impressions JOIN advertising.campaigns USING (campaign_id)
    GROUP BY day, campaign_id, country`,
});

/** Advertisers, campaigns, what they delivered and brought in. */
export const advertising = ({ firstDay }) => [
  ...advertisers,
  ...campaigns(firstDay),
  ...impressions,
  ...adRevenue,
];
