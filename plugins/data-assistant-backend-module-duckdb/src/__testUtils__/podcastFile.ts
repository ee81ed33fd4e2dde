import { WarehouseFile } from './WarehouseFile';

export const LIMITS = { maxRows: 100, maxBytes: 100_000, timeoutMs: 20_000 };

/** A warehouse of `podcasts.streams` (1,000 rows of ten days), a view over it, an empty table, and one of a million rows. */
export async function createPodcastFile(): Promise<WarehouseFile> {
  const file = await WarehouseFile.create();
  await file.write(
    'CREATE SCHEMA podcasts',
    `CREATE TABLE podcasts.streams (
       day DATE NOT NULL, country VARCHAR, plays INTEGER, amount DECIMAL(18,2), tags VARCHAR[])`,
    `INSERT INTO podcasts.streams
     SELECT DATE '2026-09-01' + CAST(i % 10 AS INTEGER),
            CASE WHEN i % 4 = 3 THEN NULL WHEN i % 4 = 0 THEN 'SE' ELSE 'DE' END,
            i, i / 4, ['a', 'b']
       FROM range(1000) t(i)`,
    `COMMENT ON TABLE podcasts.streams IS 'One row for each play'`,
    `COMMENT ON COLUMN podcasts.streams.plays IS 'Number of plays'`,
    `CREATE VIEW podcasts.daily AS SELECT day, count(*) AS n FROM podcasts.streams GROUP BY day`,
    'CREATE TABLE plain (x BIGINT)',
    'CREATE TABLE big AS SELECT i, i % 7 AS seven FROM range(1000000) t(i)',
  );
  return file;
}
