#!/usr/bin/env node
import { mkdir, rename, rm, statfs, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { DateTime } from 'luxon';
import { advertising } from './advertising.mjs';
import { audiobooks } from './audiobooks.mjs';
import { creators } from './creators.mjs';
import { finance } from './finance.mjs';
import { music } from './music.mjs';
import { podcasts } from './podcasts.mjs';
import { randomMacros } from './random.mjs';
import { daysTable, firstDayFor } from './seasonality.mjs';

/** Raise this with every change of what is generated, so that `--if-stale` rebuilds. */
export const GENERATOR_VERSION = 5;

const DEFAULT_SEED = 7;
const SPACE_NEEDED_MIB = 400;
const SCHEMAS = { podcasts, music, advertising, audiobooks, finance, creators };
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Yesterday in UTC. */
export const defaultLastDay = () =>
  DateTime.utc().startOf('day').minus({ days: 1 });

const isFile = path =>
  stat(path).then(
    found => found.isFile(),
    error => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

/**
 * What the warehouse in a file was made from, or undefined when there is none that can be read.
 *
 * @param {string} path
 */
export async function readGeneratorInfo(path) {
  if (!(await isFile(path))) {
    return undefined;
  }
  let instance;
  try {
    instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      'SELECT version, seed, last_day::VARCHAR AS last_day FROM main.generator_info',
    );
    connection.closeSync();
    return reader.getRowObjectsJson()[0];
  } catch {
    // A file that is damaged, or not ours, is as good as none: it is built anew.
    return undefined;
  } finally {
    instance?.closeSync();
  }
}

async function requireSpace(directory) {
  const { bavail, bsize } = await statfs(directory);
  const freeMib = (bavail * bsize) / 2 ** 20;
  if (freeMib < SPACE_NEEDED_MIB) {
    throw new Error(
      `The disk is nearly full: the example warehouse needs ${SPACE_NEEDED_MIB} MiB in ${directory}, and ${Math.floor(
        freeMib,
      )} MiB are free`,
    );
  }
}

async function fill(path, { lastDay, seed }) {
  const firstDay = firstDayFor(lastDay);
  const instance = await DuckDBInstance.create(path);
  try {
    const connection = await instance.connect();
    const statements = [
      ...randomMacros(seed),
      ...daysTable({ firstDay, lastDay, seed }),
      ...Object.keys(SCHEMAS).map(name => `CREATE SCHEMA ${name}`),
      ...Object.values(SCHEMAS).flatMap(build => build({ firstDay, lastDay })),
      `CREATE TABLE main.generator_info AS
         SELECT ${GENERATOR_VERSION} AS version, ${seed} AS seed,
           DATE '${firstDay.toISODate()}' AS first_day, DATE '${lastDay.toISODate()}' AS last_day`,
      'CHECKPOINT',
    ];
    for (const statement of statements) {
      await connection.run(statement);
    }
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}

const isDiskFull = error =>
  error.code === 'ENOSPC' || /no space left|disk full/i.test(error.message);

/**
 * Builds the example warehouse. The file appears under its name only when it is complete.
 *
 * @param {{ out: string, lastDay?: DateTime, seed?: number, ifStale?: boolean }} options
 * @returns {Promise<'built' | 'fresh'>} `fresh` when `ifStale` found nothing to do
 */
export async function generateWarehouse({
  out,
  lastDay = defaultLastDay(),
  seed = DEFAULT_SEED,
  ifStale = false,
}) {
  if (ifStale) {
    const info = await readGeneratorInfo(out);
    if (
      info?.version === GENERATOR_VERSION &&
      info.seed === seed &&
      info.last_day === lastDay.toISODate()
    ) {
      return 'fresh';
    }
  }
  const temporary = `${out}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(out), { recursive: true });
    await requireSpace(dirname(out));
    await fill(temporary, { lastDay, seed });
    await rename(temporary, out);
  } catch (error) {
    if (isDiskFull(error)) {
      throw new Error(
        `The disk filled up while the example warehouse was built in ${dirname(
          out,
        )}; free ${SPACE_NEEDED_MIB} MiB and try again`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    await rm(temporary, { force: true });
    await rm(`${temporary}.wal`, { force: true });
  }
  return 'built';
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      'last-day': { type: 'string' },
      seed: { type: 'string' },
      'if-stale': { type: 'boolean' },
    },
  });
  const lastDay = values['last-day']
    ? DateTime.fromISO(values['last-day'], { zone: 'utc' })
    : defaultLastDay();
  if (!lastDay.isValid) {
    throw new Error(
      `--last-day '${values['last-day']}' is not a day like 2026-11-19`,
    );
  }
  const seed = Number(values.seed ?? DEFAULT_SEED);
  if (!Number.isSafeInteger(seed)) {
    throw new Error(`--seed '${values.seed}' is not a whole number`);
  }
  const out = values.out
    ? resolve(values.out)
    : resolve(ROOT, '.cairn/tidewave.duckdb');
  return { out, lastDay, seed, ifStale: values['if-stale'] };
}

if (
  process.argv[1] &&
  resolve(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  try {
    const options = readArguments();
    const began = Date.now();
    const outcome = await generateWarehouse(options);
    process.stdout.write(
      outcome === 'fresh'
        ? `The example warehouse is up to date (${options.lastDay.toISODate()}).\n`
        : `Built the example warehouse up to ${options.lastDay.toISODate()} in ${(
            (Date.now() - began) /
            1000
          ).toFixed(1)} s: ${options.out}\n`,
    );
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
