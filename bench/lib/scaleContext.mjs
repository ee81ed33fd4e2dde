/**
 * A made-up company's context at the size that the product is made for. Names are put together from words
 * that companies use, so that clusters share most of theirs, as they do in life. The same seed gives the same.
 */
import { seeded } from './seeded.mjs';

const words = text => text.trim().split(/\s+/);

const AREAS = words(`
  podcast music payment advertising billing subscription fraud search logistics warehouse procurement payroll
  recruiting marketing campaign loyalty support telephony inventory pricing catalogue delivery routing fleet
  maintenance energy insurance claims lending treasury accounting tax legal compliance security identity
  messaging video audiobook ticketing`);
const LINES = words('core europe america asia partner');
const ENTITIES = words(`
  customer order invoice payment shipment session device account product supplier employee contract policy
  claim ticket visit click impression stream episode show artist album playlist subscription plan coupon
  refund charge ledger journal budget forecast region store branch vehicle driver trip route stop parcel
  pallet sensor meter reading alert incident request response agent queue call message thread post comment
  campaign creative audience segment experiment variant feature release deployment asset licence vendor bid
  auction quote offer lead opportunity activity candidate interview course exam patient visit2 referral`).filter(
  word => !/\d/.test(word),
);
const KINDS = words(
  'daily hourly monthly snapshot events history summary detail facts dimension staging archive quality attribution',
);
const MEASURES = words(`
  amount revenue cost margin quantity duration distance weight volume price discount tax fee balance score rating
  count sessions users listeners clicks impressions conversions returns refunds errors retries latency bytes
  minutes hours temperature pressure speed capacity utilization headcount salary bonus premium payout exposure`);
const QUALIFIERS = words(
  'total net gross average first last expected actual planned unique active new returning local reported adjusted',
);
const DIMENSIONS = [
  ['country', words('SE NO DK DE FR ES IT GB US BR')],
  ['currency', words('EUR USD SEK NOK GBP')],
  ['channel', words('web mobile store partner phone')],
  ['status', words('open pending closed cancelled refunded')],
  ['platform', words('ios android desktop television speaker')],
  ['tier', words('free basic premium family student')],
  ['language', words('english swedish german french spanish')],
  ['category', words('news comedy sports science business')],
  ['gender', words('female male unknown')],
  ['priority', words('low normal high urgent')],
];

export const SIZE = {
  clusters: 200,
  datasetsEach: 350,
  columnsEach: 30,
  pairsEach: 50,
  docsEach: 10,
};

function column(name, type, profile, description) {
  return {
    name,
    type,
    nativeType: {
      string: 'VARCHAR',
      date: 'DATE',
      timestamp: 'TIMESTAMP',
      integer: 'BIGINT',
      number: 'DOUBLE',
      boolean: 'BOOLEAN',
    }[type],
    nullable: true,
    ...(description === undefined ? {} : { description }),
    profile: { nullShare: 0, ...profile },
  };
}

function makeColumns(random, pick, entity, entities) {
  const made = new Map();
  const add = (...args) =>
    made.has(args[0]) || made.set(args[0], column(...args));
  add(`${entity}_id`, 'integer', {
    distinctCount: 10_000,
    min: 1,
    max: 10_000,
  });
  add('day', 'date', {
    distinctCount: 400,
    min: '2025-10-01',
    max: '2026-11-20',
  });
  add('updated_at', 'timestamp', { distinctCount: 90_000 });
  for (let n = 0; n < 4; n++) {
    add(`${pick(entities)}_id`, 'integer', {
      distinctCount: 5_000,
      min: 1,
      max: 90_000,
    });
  }
  for (let n = 0; n < 6; n++) {
    const [name, values] = pick(DIMENSIONS);
    add(
      random() < 0.5 ? name : `${pick(entities)}_${name}`,
      'string',
      {
        distinctCount: values.length,
        complete: true,
        commonValues: values.map((value, index) => ({
          value,
          count: 1000 - index,
        })),
      },
      random() < 0.3
        ? `The ${name} as ${pick(entities)} systems report it`
        : undefined,
    );
  }
  while (made.size < SIZE.columnsEach) {
    add(
      random() < 0.6
        ? `${pick(QUALIFIERS)}_${pick(MEASURES)}`
        : `${pick(entities)}_${pick(QUALIFIERS)}_${pick(MEASURES)}`,
      random() < 0.5 ? 'integer' : 'number',
      {
        distinctCount: Math.floor(random() * 9_000),
        min: 0,
        max: Math.floor(random() * 90_000),
      },
    );
  }
  return [...made.values()];
}

/** The cluster of that number (0 to 199), shaped as `writeCluster` takes it. */
export function makeCluster(number) {
  const random = seeded(7_919 * (number + 1));
  const pick = items => items[Math.floor(random() * items.length)];
  const area = AREAS[number % AREAS.length];
  const line = LINES[Math.floor(number / AREAS.length) % LINES.length];
  const name = `${area}_${line}`;
  const entities = Array.from({ length: 25 }, () => pick(ENTITIES));
  const tables = new Map();
  while (tables.size < SIZE.datasetsEach) {
    const entity = pick(entities);
    const table = `${name}.${[
      entity,
      random() < 0.6 ? pick(ENTITIES) : undefined,
      pick(KINDS),
      tables.size % 7 === 0 ? 'v2' : undefined,
    ]
      .filter(Boolean)
      .join('_')}`;
    if (!tables.has(table)) {
      tables.set(table, {
        name: table,
        description: `${pick(
          KINDS,
        )} ${entity} data of ${area} for ${line}, by ${pick(ENTITIES)}`,
        columns: makeColumns(random, pick, entity, entities),
      });
    }
  }
  const all = [...tables.values()];
  const pairs = Array.from({ length: SIZE.pairsEach }, (_, n) => {
    const table = pick(all);
    const measure = pick(
      table.columns.filter(({ type }) => /integer|number/.test(type)),
    );
    const dimension = pick(
      table.columns.filter(({ type }) => type === 'string'),
    );
    const { value } = pick(dimension.profile.commonValues);
    const said = part => part.replaceAll('_', ' ');
    return {
      id: `${name}/q${n}`,
      question: `What was the ${said(measure.name)} of ${said(
        table.name.split('.')[1],
      )} by ${said(dimension.name)} in ${value} last month?`,
      phrasings: [
        `${said(measure.name)} per ${said(
          dimension.name,
        )} for ${area}, ${value}`,
      ],
      sql: `SELECT ${dimension.name}, sum(${measure.name}) AS total\nFROM ${table.name}\nWHERE ${dimension.name} = '${value}' AND day >= DATE '2026-10-01'\nGROUP BY ${dimension.name}`,
      tables: [table.name],
    };
  });
  const docs = Array.from({ length: SIZE.docsEach }, (_, n) => ({
    id: `${name}/d${n}`,
    title: `About ${pick(entities)} in ${area}`,
    body: Array.from(
      { length: 12 },
      () =>
        `The ${pick(QUALIFIERS)} ${pick(MEASURES)} of a ${pick(
          ENTITIES,
        )} counts once a ${pick([
          'day',
          'week',
          'month',
        ])}; do not join it with ${pick(ENTITIES)} ${pick(KINDS)}.`,
    ).join('\n\n'),
    terms: Array.from({ length: 5 }, () => ({
      term: `${pick(QUALIFIERS)} ${pick(MEASURES)}`,
      synonyms: [`${area} ${pick(MEASURES)}`],
      definition: `What finance of ${line} calls ${pick(MEASURES)}`,
    })),
    path: `docs/d${n}.md`,
  }));
  return {
    name,
    title: `${area} ${line}`,
    description: `All about ${area} for ${line}`,
    tables: all,
    pairs,
    docs,
  };
}
