import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { DateTime } from 'luxon';
import { generateWarehouse, readGeneratorInfo } from './generate.mjs';

const lastDay = DateTime.fromISO('2026-11-19', { zone: 'utc' });
let directory;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tidewave-'));
});
after(() => rm(directory, { recursive: true }));

/** Rows and a checksum that does not depend on their order, for each table. */
async function checksums(path, threads) {
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
    threads,
  });
  const connection = await instance.connect();
  const tables = await connection.runAndReadAll(
    `SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1`,
  );
  const sums = {};
  for (const [name] of tables.getRows()) {
    const reader = await connection.runAndReadAll(
      `SELECT count(*)::VARCHAR || '/' || sum(hash(t)::HUGEINT)::VARCHAR FROM ${name} t`,
    );
    sums[name] = reader.getRows()[0][0];
  }
  connection.closeSync();
  instance.closeSync();
  return sums;
}

test('the same seed and last day give the same rows, another seed does not', async () => {
  const [first, second, other] = ['a', 'b', 'c'].map(name =>
    join(directory, name, 'tidewave.duckdb'),
  );
  await generateWarehouse({ out: first, lastDay, seed: 7 });
  await generateWarehouse({ out: second, lastDay, seed: 7 });
  await generateWarehouse({ out: other, lastDay, seed: 8 });
  const sums = await checksums(first, '1');
  assert.equal(Object.keys(sums).length, 29);
  assert.deepEqual(await checksums(second, '2'), sums);
  assert.notEqual(
    (await checksums(other, '2'))['podcasts.streams'],
    sums['podcasts.streams'],
  );
  assert.deepEqual(await readdir(join(directory, 'a')), ['tidewave.duckdb']);
});

test('a fresh warehouse is left alone, a stale or damaged one is built anew', async () => {
  const out = join(directory, 'stale', 'tidewave.duckdb');
  const options = { out, lastDay, seed: 7, ifStale: true };
  assert.equal(await generateWarehouse(options), 'built');
  const { mtimeMs } = await stat(out);
  assert.equal(await generateWarehouse(options), 'fresh');
  assert.equal((await stat(out)).mtimeMs, mtimeMs);
  assert.equal(
    await generateWarehouse({ ...options, lastDay: lastDay.plus({ days: 1 }) }),
    'built',
  );
  assert.equal((await readGeneratorInfo(out)).last_day, '2026-11-20');
  await writeFile(out, 'not a warehouse');
  assert.equal(await readGeneratorInfo(out), undefined);
  assert.equal(await generateWarehouse(options), 'built');
});
