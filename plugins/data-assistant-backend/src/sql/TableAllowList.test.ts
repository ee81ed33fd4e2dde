import { dialectPolicies } from './dialectPolicies';
import { TableAllowList } from './TableAllowList';

const TABLES = ['shop.sales', 'co.shop.people', 'other.shop.sales'];

describe('TableAllowList', () => {
  const list = TableAllowList.create({
    tables: TABLES,
    policy: dialectPolicies.postgres,
    defaults: { schema: 'shop', catalog: 'co' },
  });

  it.each([
    ['shop.sales', 'shop.sales'],
    ['co.shop.sales', 'shop.sales'],
    ['shop.people', 'co.shop.people'],
    ['people', 'co.shop.people'],
    ['other.shop.sales', 'other.shop.sales'],
    // Another schema of the list has a table of that name.
    ['sales', undefined],
    ['other.shop.people', undefined],
    ['SHOP.sales', undefined],
    ['"shop.sales"', undefined],
    ['a.co.shop.sales', undefined],
    ['shop.', undefined],
    ['', undefined],
    ['shop.sal*', undefined],
  ])('takes %s for %s', (name, table) => {
    expect(list.resolve(name)).toBe(table);
  });

  it('takes no bare name where the connection does not say the schema', () => {
    const unsaid = TableAllowList.create({
      tables: TABLES,
      policy: dialectPolicies.postgres,
    });
    expect(unsaid.resolve('people')).toBeUndefined();
    expect(unsaid.resolve('co.shop.people')).toBe('co.shop.people');
    expect(unsaid.resolve('shop.people')).toBeUndefined();
  });

  it('lists what a wildcard covers, and no wider wildcard', () => {
    const wild = TableAllowList.create({
      tables: ['shop.visits_2026*'],
      policy: dialectPolicies.bigquery,
      defaults: { schema: 'shop', catalog: 'co' },
    });
    for (const name of [
      'shop.visits_2026*',
      'shop.visits_202601*',
      'co.shop.visits_20260101',
      'visits_20260101',
    ]) {
      expect(wild.resolve(name)).toBe('shop.visits_2026*');
    }
    for (const name of [
      'shop.visits_202*',
      'shop.visits_2025',
      'shop.*',
      '*',
      'shop.Visits_2026',
      'vault.visits_2026*',
      'other.shop.visits_2026*',
    ]) {
      expect(wild.resolve(name)).toBeUndefined();
    }
  });

  it('reads a star as a letter where the dialect has no wildcards', () => {
    const plain = TableAllowList.create({
      tables: ['shop.visits_*'],
      policy: dialectPolicies.duckdb,
    });
    expect(plain.resolve('shop.visits_1')).toBeUndefined();
  });
});
