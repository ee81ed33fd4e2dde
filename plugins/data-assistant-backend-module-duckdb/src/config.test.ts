import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readDuckDbWarehouses } from './config';

function read(...duckdb: object[]) {
  return readDuckDbWarehouses(
    new ConfigReader({ dataAssistant: { warehouses: { duckdb } } } as never),
  );
}

describe('readDuckDbWarehouses', () => {
  it('fills in defaults and resolves paths against the working directory', () => {
    expect(readDuckDbWarehouses(new ConfigReader({}))).toEqual([]);
    expect(
      read(
        { id: 'example', path: 'data/example.duckdb' },
        {
          id: 'b.2',
          title: 'B',
          path: '/b.duckdb',
          schema: 'sales',
          limits: {
            memory: '2GiB',
            threads: 4,
            queryTimeout: { seconds: 5 },
          },
        },
      ),
    ).toEqual([
      {
        id: 'example',
        title: 'example',
        path: resolve('data/example.duckdb'),
        limits: {
          memory: '512MB',
          memoryBytes: 512_000_000,
          threads: 2,
          queryTimeoutMs: 30_000,
        },
      },
      {
        id: 'b.2',
        title: 'B',
        path: '/b.duckdb',
        schema: 'sales',
        limits: {
          memory: '2GiB',
          memoryBytes: 2_147_483_648,
          threads: 4,
          queryTimeoutMs: 5_000,
        },
      },
    ]);
  });

  it.each([
    [{ path: 'x' }, 'duckdb[0].id'],
    [{ id: 'a' }, 'duckdb[0].path'],
    [{ id: '../a', path: 'x' }, 'duckdb[0].id'],
    [{ id: 'a', path: 7 }, 'duckdb[0].path'],
    [{ limits: { memory: 'lots' } }, 'duckdb[0].limits.memory'],
    [{ limits: { memory: '1MB' } }, 'duckdb[0].limits.memory'],
    [{ limits: { memory: 512 } }, 'duckdb[0].limits.memory'],
    [{ limits: { threads: 0 } }, 'duckdb[0].limits.threads'],
    [{ limits: { threads: 1.5 } }, 'duckdb[0].limits.threads'],
    [{ limits: { queryTimeout: 'soon' } }, 'duckdb[0].limits.queryTimeout'],
    [
      { limits: { queryTimeout: { hours: 1 } } },
      'duckdb[0].limits.queryTimeout',
    ],
  ])('names the key of the wrong value in %j', (entry, key) => {
    const whole = 'limits' in entry ? { id: 'a', path: 'x', ...entry } : entry;
    expect(() => read(whole)).toThrow(`dataAssistant.warehouses.${key}`);
  });

  it('refuses one id for two warehouses', () => {
    expect(() => read({ id: 'a', path: 'x' }, { id: 'a', path: 'y' })).toThrow(
      "Invalid value in the configuration at dataAssistant.warehouses.duckdb[1].id: 'a' is taken by another entry",
    );
  });
});
