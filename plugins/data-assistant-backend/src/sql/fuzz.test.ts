import { WarehouseConnector } from '@cairn/backstage-plugin-data-assistant-node';
import fc from 'fast-check';
import {
  startTestWarehouse,
  TestWarehouse,
} from '../warehouse/__testUtils__/startTestWarehouse';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { writeStatements } from './__testUtils__/fuzz';
import { AllowListGuard } from './AllowListGuard';
import { SqlGuard } from './SqlGuard';

jest.setTimeout(120_000);

const TABLES = ['sales.orders', 'sales.customers', 'sales.events'];
const STATEMENTS = 150;

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Binds everything, so that only what the guard itself reads counts. */
function unbound(connector: Partial<WarehouseConnector>): WarehouseConnector {
  return {
    ...connector,
    dryRun: async () => ({ ok: true, columns: [] }),
  } as Partial<WarehouseConnector> as WarehouseConnector;
}

describe('AllowListGuard over random statements', () => {
  let warehouse: TestWarehouse;
  let reader: SqlGuard;
  let whole: SqlGuard;

  beforeAll(async () => {
    warehouse = await startTestWarehouse(
      [
        'CREATE SCHEMA sales',
        'CREATE TABLE sales.customers (id INTEGER, name VARCHAR, email VARCHAR, country VARCHAR)',
        'CREATE TABLE sales.orders (id INTEGER, customer_id INTEGER, country VARCHAR, status VARCHAR, amount DECIMAL(12,2), ordered_at TIMESTAMP, items VARCHAR[])',
        'CREATE TABLE sales.events (user_id INTEGER, ts TIMESTAMP, kind VARCHAR)',
      ],
      { schema: 'sales', id: 'wh' },
    );
    whole = AllowListGuard.create({ warehouses: warehouse.warehouses });
    const registry = new WarehouseRegistry();
    const duckdb = warehouse.warehouses.find('wh')!;
    registry.add(
      unbound({
        id: 'duckdb',
        dialect: 'duckdb',
        defaultSchema: 'sales',
        analyze: sql => duckdb.analyze!(sql),
      }),
    );
    registry.add(
      unbound({
        id: 'postgres',
        dialect: 'postgres',
        defaultSchema: 'sales',
        defaultCatalog: 'wh',
      }),
    );
    registry.add(
      unbound({
        id: 'bigquery',
        dialect: 'bigquery',
        defaultSchema: 'sales',
        defaultCatalog: 'acme-dw',
      }),
    );
    reader = AllowListGuard.create({ warehouses: registry });
  }, 60_000);
  afterAll(() => warehouse.stop());

  it.each(['duckdb', 'postgres', 'bigquery'] as const)(
    'finds the one forbidden leaf, wherever it is, in %s',
    async dialect => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), async seed => {
          const { forbidden } = writeStatements(dialect, randomOf, seed);
          fc.pre(forbidden !== undefined);
          const verdict = await reader.check({
            warehouse: dialect,
            sql: forbidden!.sql,
            tables: TABLES,
          });
          expect(verdict).toMatchObject({ allowed: false });
        }),
        { numRuns: STATEMENTS },
      );
    },
  );

  it('lets what the engine can bind pass, and knows all that it reads', async () => {
    const connector = warehouse.warehouses.find('wh')!;
    await fc.assert(
      fc.asyncProperty(fc.nat(), async seed => {
        const { benign } = writeStatements('duckdb', randomOf, seed);
        const dryRun = await connector.dryRun({ sql: benign.sql });
        fc.pre(dryRun.ok);
        const verdict = await whole.check({
          warehouse: 'wh',
          sql: benign.sql,
          tables: TABLES,
        });
        expect(verdict).toMatchObject({ allowed: true });
        const said = verdict.allowed ? verdict.tables : [];
        const read = (dryRun.ok && dryRun.tables) || [];
        expect(said).toEqual(
          expect.arrayContaining(
            read.map(name =>
              name.includes('.')
                ? name.toLowerCase()
                : `sales.${name.toLowerCase()}`,
            ),
          ),
        );
      }),
      { numRuns: STATEMENTS },
    );
  });
});
