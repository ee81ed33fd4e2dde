import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import {
  postgresFunctions,
  postgresOperators,
  postgresTableFunctions,
} from '../postgresFunctions';
import { anyText } from './__testUtils__/anyText';
import { attackRows, refusalBy } from './__testUtils__/attacks';
import { paperGuard } from './__testUtils__/paperGuard';
import { POSTGRES_BENIGN } from './__testUtils__/postgresBenign';
import {
  POSTGRES_ATTACKS,
  POSTGRES_TABLES,
} from './__testUtils__/postgresSamples';
import { PostgresAnalyzer } from './PostgresAnalyzer';
import { PgQueryModule, PostgresParser } from './PostgresParser';

// Newer than the server of the tests.
const NEWER_FUNCTIONS = [
  'any_value',
  'array_reverse',
  'array_sort',
  'date_add',
  'date_subtract',
  'to_bin',
  'to_oct',
];
// The parser calls them by other names than the catalog.
const PARSER_ONLY = ['!=', 'concat_ws'];

const FORBIDDEN =
  /^(pg_(?!typeof)|lo_|dblink|query_to|table_to|schema_to|database_to|cursor_to|has_|inet_(client|server)|txid_|set)|_user$|_role$|setting|^(current_(schemas?|database|query)|version|random|gen_random_uuid|nextval|currval|lastval|factorial|array_fill|ts_stat|xpath|reg.*class|regtype|regproc|oid|money|xml)$/;

const analyzer = PostgresAnalyzer.create();

describe('PostgresAnalyzer', () => {
  it('tells tables, functions and parameters of the whole tree', async () => {
    await expect(
      analyzer.analyze(
        `WITH x AS (SELECT A.Id, lower("Name") AS n FROM Shop.People a WHERE land = $land AND 'é$no' <> $$$no$$)
         SELECT count(*)::INT FROM x, sales, unnest(ARRAY[$land, $1]) u`,
      ),
    ).resolves.toEqual({
      ok: true,
      tables: ['shop.people', 'sales'],
      functions: ['lower', '=', '<>', 'count', 'int4', 'unnest'],
      tableFunctions: ['unnest'],
      parameters: ['land', '1'],
    });
  });

  it('quotes a part that has a dot in it', async () => {
    await expect(
      analyzer.analyze('SELECT * FROM "a.b"."c""d"'),
    ).resolves.toMatchObject({ tables: ['"a.b"."c""d"'] });
  });

  it('answers any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText(
          'SELECT FROM WITH AS ( ) , . * \' " $ $a$ x.y 1 :: [ ] -- /* */ ; JOIN ON f( OVER UNION é',
        ),
        async sql => {
          const analysis = await analyzer.analyze(sql);
          expect(typeof analysis.ok).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('goes on after the parser has crashed', async () => {
    const crash = () => {
      throw new WebAssembly.RuntimeError('memory access out of bounds');
    };
    const real = require('libpg-query') as PgQueryModule;
    const loads: boolean[] = [];
    const parser = PostgresParser.create({
      load: fresh => {
        loads.push(fresh);
        return fresh ? real : { ...real, parseSync: crash };
      },
    });
    const recovering = PostgresAnalyzer.create({ parser });
    await expect(recovering.analyze('SELECT 1')).resolves.toMatchObject({
      ok: false,
      rule: 'too-deep',
    });
    await expect(recovering.analyze('SELECT 1')).resolves.toMatchObject({
      ok: true,
    });
    await recovering.analyze('SELECT 2');
    expect(loads).toEqual([false, true]);
  });
});

describe('the guard over PostgreSQL', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const check = paperGuard({
    dialect: 'postgres',
    tables: ['shop.sales', 'shop.people', 'shop.visits'],
    defaultSchema: 'shop',
    defaultCatalog: 'wh',
  });

  it.each(attackRows(POSTGRES_ATTACKS))(
    'refuses %s',
    async (_name, rule, sql) => {
      await expect(check(sql)).resolves.toMatchObject(refusalBy(rule));
    },
  );

  it.each(POSTGRES_BENIGN)('lets %s pass', async sql => {
    await expect(check(sql)).resolves.toMatchObject({ allowed: true });
  });

  it('takes the own database for granted', async () => {
    await expect(check('SELECT * FROM wh.shop.sales')).resolves.toEqual({
      allowed: true,
      tables: ['shop.sales'],
    });
  });

  it('lists what the server has, and samples that it runs', async () => {
    if (!databases.supports('POSTGRES_15')) {
      return;
    }
    const knex = await databases.init('POSTGRES_15');
    for (const sql of POSTGRES_TABLES) {
      await knex.raw(sql);
    }
    await knex.raw('SET search_path = shop');
    for (const sql of POSTGRES_BENIGN) {
      // A question mark would be a parameter of the query builder.
      await knex.raw(sql.replaceAll('?', '\\?'));
    }
    const { rows } = await knex.raw(
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
       UNION SELECT oprname FROM pg_operator UNION SELECT typname FROM pg_type`,
    );
    const existing = new Set(rows.map((row: { name: string }) => row.name));
    expect(
      [...postgresFunctions]
        .filter(name => !existing.has(name) && !PARSER_ONLY.includes(name))
        .sort(),
    ).toEqual(NEWER_FUNCTIONS);
    const volatile = await knex.raw(
      `SELECT proname AS name FROM pg_proc WHERE provolatile = 'v' AND pronamespace = 'pg_catalog'::regnamespace`,
    );
    expect(
      volatile.rows
        .map((row: { name: string }) => row.name)
        .filter((name: string) => postgresFunctions.has(name)),
    ).toEqual(['clock_timestamp']);
  }, 60_000);

  it('lists nothing that reads the server', () => {
    expect(
      [...postgresFunctions].filter(
        name => FORBIDDEN.test(name) && !postgresOperators.has(name),
      ),
    ).toEqual([]);
    expect(
      [...postgresTableFunctions].filter(name => !postgresFunctions.has(name)),
    ).toEqual([]);
  });
});
