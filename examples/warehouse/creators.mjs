import { FIRST_NAMES, LAST_NAMES } from './names.mjs';
import { COUNTRIES, list, pick } from './random.mjs';
import { events } from './seasonality.mjs';
import { table } from './table.mjs';

const CREATOR_COUNT = 3_000;

const creatorTable = ({ firstDay, lastDay }) =>
  table({
    name: 'creators.creators',
    comment: 'One row for each creator who may publish on Tidewave',
    columns: {
      creator_id: ['INTEGER'],
      name: ['VARCHAR', 'Unique'],
      kind: ['VARCHAR', 'musician, podcaster, author or narrator'],
      country: ['VARCHAR', 'ISO 3166 code of where the creator lives'],
      tier: ['VARCHAR', 'emerging, established or star'],
      joined_on: ['DATE', 'Day that the creator signed up'],
      is_verified: ['BOOLEAN', 'True when the identity was checked'],
    },
    rows: `
      SELECT c AS creator_id,
        ${list(FIRST_NAMES)}[1 + (c * 7) % 60] || ' ' || ${list(
      LAST_NAMES,
    )}[1 + (c // 60 + c * 11) % 60] AS name,
        ${pick(`u(c, 'ckind')`, {
          musician: 58,
          podcaster: 26,
          author: 10,
          narrator: 6,
        })} AS kind,
        ${pick(`u(c, 'ccountry')`, COUNTRIES)} AS country,
        CASE WHEN c <= 60 THEN 'star' WHEN c <= 650 THEN 'established' ELSE 'emerging' END AS tier,
        CASE WHEN u(c, 'recent') < 0.45
             THEN DATE '${lastDay.toISODate()}' - floor(u(c, 'cjoin') * ${Math.round(
      lastDay.diff(firstDay, 'days').days,
    )})::INTEGER
             ELSE DATE '${firstDay.toISODate()}' - floor(u(c, 'cjoin') * 1500)::INTEGER END AS joined_on,
        u(c, 'verified') < 0.71 AS is_verified
      FROM (SELECT unnest(range(1, ${CREATOR_COUNT + 1}))::INTEGER AS c)`,
  });

const payouts = table({
  name: 'creators.payouts',
  comment: 'One row for each payout to a creator',
  columns: {
    payout_id: ['BIGINT'],
    day: ['DATE', 'Day that the payout was ordered; partitions the table'],
    creator_id: ['INTEGER', 'The creator in creators.creators'],
    country: ['VARCHAR', 'ISO 3166 code of the bank account'],
    kind: ['VARCHAR', 'What the money is for: music, podcasts or audiobooks'],
    amount_eur: ['DECIMAL(10,2)', 'Euros'],
    status: ['VARCHAR', 'paid, pending or failed'],
  },
  rows: `
    SELECT i AS payout_id, day, creator_id, country,
      CASE kind WHEN 'musician' THEN 'music' WHEN 'podcaster' THEN 'podcasts' ELSE 'audiobooks' END AS kind,
      round(5 + CASE tier WHEN 'star' THEN 230 WHEN 'established' THEN 48 ELSE 12 END * exp(1.4 * bell(i, 'pay')), 2)::DECIMAL(10,2) AS amount_eur,
      CASE WHEN r < 0.018 THEN 'failed'
           WHEN d > (SELECT max(d) FROM days) - 3 AND r < 0.6 THEN 'pending' WHEN r < 0.025 THEN 'pending' ELSE 'paid' END AS status
    FROM (SELECT day, d, i, u(i, 'pstatus') AS r, zipf(u(i, 'payee'), ${CREATOR_COUNT}) AS creator_id
          FROM ${events('creators', 34)})
    JOIN creators.creators c USING (creator_id)
    WHERE c.joined_on <= day`,
});

const payout = table({
  name: 'creators.payout',
  comment: 'Payout calculation runs',
  columns: {
    run_day: ['DATE'],
    creator_id: ['INTEGER'],
    amount: ['DECIMAL(10,2)'],
  },
  rows: `
    SELECT day + (1 + floor(u(payout_id, 'runday') * 3)::INTEGER) * -1 AS run_day, creator_id,
      round(amount_eur * (0.85 + 0.5 * u(payout_id, 'estimate')), 2)::DECIMAL(10,2) AS amount
    FROM creators.payouts, (SELECT unnest([0, 1]) AS attempt)
    WHERE attempt = 0 OR u(payout_id, 'rerun') < 0.3`,
});

const uploads = table({
  name: 'creators.uploads',
  comment: 'One row for each track, episode or chapter that a creator uploaded',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    creator_id: ['INTEGER', 'The creator in creators.creators'],
    content_type: ['VARCHAR', 'track, episode or chapter'],
    seconds: ['INTEGER', 'Length in seconds'],
    review_status: [
      'VARCHAR',
      'published, rejected, or in_review while somebody still looks at it',
    ],
  },
  rows: `
    SELECT day, creator_id,
      CASE kind WHEN 'musician' THEN 'track' WHEN 'podcaster' THEN 'episode' ELSE 'chapter' END AS content_type,
      (CASE kind WHEN 'musician' THEN 140 WHEN 'podcaster' THEN 900 ELSE 1100 END * (0.8 + 1.9 * u(i, 'ulen')))::INTEGER AS seconds,
      CASE WHEN r < 0.06 THEN 'rejected' WHEN d > (SELECT max(d) FROM days) - 2 AND r < 0.5 THEN 'in_review' ELSE 'published' END AS review_status
    FROM (SELECT day, d, i, u(i, 'ustatus') AS r, least(${CREATOR_COUNT}, 1 + floor(${CREATOR_COUNT} * pow(u(i, 'uploader'), 2)))::INTEGER AS creator_id
          FROM ${events('creators', 210)})
    JOIN creators.creators c USING (creator_id)
    WHERE c.joined_on <= day`,
});

const supportTickets = table({
  name: 'creators.support_tickets',
  comment: 'One row for each question that a creator sent to support',
  columns: {
    ticket_id: ['BIGINT'],
    day: ['DATE', 'Day that it was opened; partitions the table'],
    creator_id: ['INTEGER', 'The creator in creators.creators'],
    topic: ['VARCHAR'],
    hours_to_resolve: [
      'DECIMAL(8,1)',
      'Hours until it was solved; NULL while it is open',
    ],
    satisfaction: [
      'TINYINT',
      '1 to 5 stars by the creator; NULL when not rated',
    ],
  },
  rows: `
    SELECT i AS ticket_id, day, zipf(u(i, 'asker'), ${CREATOR_COUNT}) AS creator_id,
      ${pick(`u(i, 'topic')`, {
        'getting paid': 34,
        publishing: 25,
        account: 15,
        copyright: 11,
        statistics: 10,
        other: 5,
      })} AS topic,
      CASE WHEN d > (SELECT max(d) FROM days) - 4 AND u(i, 'open') < 0.5 OR u(i, 'open') < 0.01 THEN NULL
           ELSE round(0.5 + 60 * pow(u(i, 'hours'), 2.4), 1) END::DECIMAL(8,1) AS hours_to_resolve,
      CASE WHEN u(i, 'rated') < 0.55 OR u(i, 'open') < 0.01 THEN NULL
           ELSE greatest(1, least(5, round(4.1 - 1.2 * pow(u(i, 'hours'), 2.4) + 2 * bell(i, 'satisfaction')))) END::TINYINT AS satisfaction
    FROM ${events('creators', 26)}`,
});

/** Creators, their uploads, payouts and questions to support. */
export const creators = context => [
  ...creatorTable(context),
  ...payouts,
  ...payout,
  ...uploads,
  ...supportTickets,
];
