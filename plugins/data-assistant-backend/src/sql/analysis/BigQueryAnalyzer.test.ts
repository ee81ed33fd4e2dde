import fc from 'fast-check';
import {
  bigqueryFunctions,
  bigqueryTableFunctions,
} from '../bigqueryFunctions';
import { anyText } from './__testUtils__/anyText';
import { attackRows, refusalBy } from './__testUtils__/attacks';
import {
  BIGQUERY_ATTACKS,
  BIGQUERY_BENIGN,
} from './__testUtils__/bigquerySamples';
import { paperGuard } from './__testUtils__/paperGuard';
import { BigQueryAnalyzer } from './BigQueryAnalyzer';

const analyzer = BigQueryAnalyzer.create();

const FORBIDDEN =
  /^(ai|ml|bq|keys|aead|deterministic|external|session|vector)([._]|$)|^(rand|generate_uuid|error|appends|changes)$|^@@/;

describe('BigQueryAnalyzer', () => {
  it('tells tables, functions and parameters of the whole tree', async () => {
    await expect(
      analyzer.analyze(
        `WITH x AS (SELECT Lower(name) AS n FROM Shop.People WHERE land = @land AND 'it\\'s @no' != name)
         SELECT SAFE.SUBSTR(n, 1), NET.HOST(n) FROM X, \`my-co.shop.visits_*\` v, v.pages, UNNEST([@land, ?]) u`,
      ),
    ).resolves.toEqual({
      ok: true,
      tables: ['Shop.People', 'my-co.shop.visits_*'],
      functions: ['lower', 'substr', 'net.host'],
      tableFunctions: ['unnest'],
      parameters: ['land', '?'],
    });
  });

  it('says where it cannot read on', async () => {
    await expect(
      analyzer.analyze('SELECT land FROM shop.sales WHERE = 1'),
    ).resolves.toEqual({
      ok: false,
      rule: 'syntax',
      message: 'The query cannot be read at “=” (character 35)',
    });
  });

  it('answers any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText(
          'SELECT FROM WITH AS ( ) , . * \' " ` """ x.y 1 @p |> [ ] < > -- /* */ ; JOIN ON f( OVER UNION ALL é',
        ),
        async sql => {
          const analysis = await analyzer.analyze(sql);
          expect(typeof analysis.ok).toBe('boolean');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the guard over BigQuery', () => {
  const check = paperGuard({
    dialect: 'bigquery',
    tables: ['shop.sales', 'shop.people', 'my-co.shop.visits_2026*'],
    defaultSchema: 'shop',
    defaultCatalog: 'my-co',
  });

  it.each(attackRows(BIGQUERY_ATTACKS))(
    'refuses %s',
    async (_name, rule, sql) => {
      await expect(check(sql)).resolves.toMatchObject(refusalBy(rule));
    },
  );

  it.each(BIGQUERY_BENIGN)('lets %s pass', async sql => {
    await expect(check(sql)).resolves.toMatchObject({ allowed: true });
  });

  it('tells the listed tables that it reads', async () => {
    await expect(
      check('SELECT * FROM `my-co.shop.visits_202601*`, sales'),
    ).resolves.toEqual({
      allowed: true,
      tables: ['my-co.shop.visits_2026*', 'shop.sales'],
    });
  });

  it('lists nothing that reads more than its arguments', () => {
    expect(
      [...bigqueryFunctions, ...bigqueryTableFunctions].filter(name =>
        FORBIDDEN.test(name),
      ),
    ).toEqual([]);
  });
});
