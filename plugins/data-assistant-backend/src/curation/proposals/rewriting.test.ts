import { Dataset, Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { isDeepStrictEqual } from 'node:util';
import { parsePairFile } from '../files/parsePairFile';
import { proposeParameters } from './proposeParameters';

jest.setTimeout(60_000);

const now = DateTime.fromISO('2026-11-20T12:00:00Z', { zone: 'utc' });
const countries = ['SE', 'NO', "Côte d'Ivoire", '😀 Land'];
const dataset: Dataset = {
  id: 'resource:default/plays',
  clusterId: 'resource:default/radio',
  title: 'Plays',
  warehouse: 'w',
  table: 'radio.plays',
  status: 'ok',
  columns: ['country', 'day', 'minutes'].map(name => ({
    name,
    type: 'string',
    nativeType: 'VARCHAR',
    nullable: true,
    profile: {
      commonValues: countries.map(value => ({ value, count: 1 })),
    },
  })),
};

function propose(question: string, sql: string, dialect: SqlDialect) {
  const pair: Pair = {
    id: 'radio/plays',
    clusterId: dataset.clusterId,
    question,
    phrasings: [],
    sql,
    parameters: [],
    datasets: [dataset.id],
    validity: { status: 'valid' },
    path: 'pairs/plays.sql',
  };
  return proposeParameters({
    pair,
    datasets: [dataset],
    docs: [],
    dialect,
    now,
  });
}

const dialects = fc.constantFrom<SqlDialect>('duckdb', 'postgres', 'bigquery');
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const condition = fc.oneof(
  fc.constantFrom(...countries).map(each => `country = ${quoted(each)}`),
  fc.constantFrom(...countries).map(each => `country <> ${quoted(each)}`),
  fc.integer({ min: 0, max: 99 }).map(each => `minutes > ${each}`),
  fc.constant("day BETWEEN DATE '2026-09-01' AND '2026-09-30'"),
  fc.constant("CAST(day AS DATE) >= '2026-09-01' AND day < '2026-10-01'"),
  fc.constant("country LIKE '%E'"),
);
const comment = fc.constantFrom('', " /* 'SE' 5 */", ' -- 7\n');
const statement = fc
  .tuple(
    fc.array(fc.tuple(condition, comment), { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 20 }),
    fc.constantFrom('', '😀', 'é'),
  )
  .map(
    ([conditions, limit, letters]) =>
      `SELECT '${letters}' AS mood, country FROM radio.plays WHERE ${conditions
        .map(parts => parts.join(''))
        .join(' AND ')} LIMIT ${limit}`,
  );
const question = fc
  .tuple(
    fc.constantFrom('top', 'plays of the top', 'which'),
    fc.integer({ min: 1, max: 99 }),
    fc.constantFrom(...countries),
    fc.constantFrom('in September 2026', 'last month', ''),
  )
  .map(([ask, n, country, time]) => `${ask} ${n} plays in ${country} ${time}`);

describe('a proposed file', () => {
  it('is a pair file whose SQL differs from the pair’s in its literals alone', async () => {
    let proposed = 0;
    await fc.assert(
      fc.asyncProperty(question, statement, dialects, async (...given) => {
        const [, sql] = given;
        const { file, parameters } = await propose(...given);
        if (file === undefined) {
          return parameters.length === 0;
        }
        proposed++;
        const parsed = parsePairFile({
          path: 'pairs/plays.sql',
          content: new TextEncoder().encode(file),
        });
        if (!parsed.ok) {
          throw new Error(JSON.stringify(parsed.problems));
        }
        const restored = parameters.reduce((text, each) => {
          const { name, type } = each.parameter;
          const [from, to] = each.literals;
          return type === 'dateRange'
            ? text
                .replaceAll(`(CAST($${name}_to AS DATE) + 1)`, () => to)
                .replaceAll(`$${name}_from`, () => from)
                .replaceAll(`$${name}_to`, () => to)
            : text.replaceAll(`$${name}`, () => from);
        }, parsed.value.sql);
        return (
          restored === sql.trim() &&
          isDeepStrictEqual(
            parsed.value.parameters,
            parameters.map(({ parameter }) => parameter),
          )
        );
      }),
      { numRuns: 150 },
    );
    expect(proposed).toBeGreaterThan(10);
  });

  it('is never a crash, whatever the SQL is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc
            .tuple(statement, fc.nat(), fc.string({ maxLength: 3 }))
            .map(([sql, at, noise]) => {
              const place = at % sql.length;
              return sql.slice(0, place) + noise + sql.slice(place + 1);
            }),
          fc.nat({ max: 4_000 }).map(n => '('.repeat(n) + ')'.repeat(n)),
        ),
        dialects,
        async (sql, dialect) => {
          const { pairId } = await propose('top 5 plays in SE', sql, dialect);
          expect(pairId).toBe('radio/plays');
        },
      ),
      { numRuns: 150 },
    );
  });
});
