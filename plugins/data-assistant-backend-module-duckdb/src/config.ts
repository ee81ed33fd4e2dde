import { resolve } from 'node:path';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'dataAssistant.warehouses.duckdb';
const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const MEMORY_PATTERN = /^(\d+(?:\.\d+)?)\s?([KMG])(i?)B$/i;
const DEFAULT_MEMORY = '512MB';
const MIN_MEMORY_BYTES = 64_000_000;
const DEFAULT_THREADS = 2;
const MAX_THREADS = 64;
const DEFAULT_QUERY_TIMEOUT_MS = 30_000;
const MIN_QUERY_TIMEOUT_MS = 1_000;
const MAX_QUERY_TIMEOUT_MS = 600_000;

/** One entry of `dataAssistant.warehouses.duckdb`, validated. */
export interface DuckDbWarehouse {
  id: string;
  title: string;
  /** Absolute. */
  path: string;
  /** The schema of tables that a query names without one; the engine's own default when undefined. */
  schema?: string;
  limits: {
    /** In the words of the engine, such as `512MB`. */
    memory: string;
    memoryBytes: number;
    threads: number;
    queryTimeoutMs: number;
  };
}

/**
 * Reads and validates all DuckDB warehouses of the configuration.
 *
 * @throws Error whose message names the key when a value is wrong.
 */
export function readDuckDbWarehouses(config: Config): DuckDbWarehouse[] {
  const entries = config.getOptionalConfigArray(KEY) ?? [];
  const warehouses = entries.map(readWarehouse);
  const ids = new Set<string>();
  for (const [index, { id }] of warehouses.entries()) {
    if (ids.has(id)) {
      throw wrong(index, 'id', `'${id}' is taken by another entry`);
    }
    ids.add(id);
  }
  return warehouses;
}

function readWarehouse(entry: Config, index: number): DuckDbWarehouse {
  const id = entry.getString('id');
  if (!ID_PATTERN.test(id)) {
    throw wrong(
      index,
      'id',
      `'${id}' must be letters, digits, '.', '_' and '-', at most 63`,
    );
  }
  const memory = entry.getOptionalString('limits.memory') ?? DEFAULT_MEMORY;
  const threads = entry.getOptionalNumber('limits.threads') ?? DEFAULT_THREADS;
  if (!Number.isInteger(threads) || threads < 1 || threads > MAX_THREADS) {
    throw wrong(
      index,
      'limits.threads',
      `${threads} must be a whole number from 1 to ${MAX_THREADS}`,
    );
  }
  return {
    id,
    title: entry.getOptionalString('title') ?? id,
    path: resolve(entry.getString('path')),
    schema: entry.getOptionalString('schema'),
    limits: {
      memory,
      memoryBytes: readMemory(memory, index),
      threads,
      queryTimeoutMs: readQueryTimeout(entry, index),
    },
  };
}

function readMemory(memory: string, index: number): number {
  const match = MEMORY_PATTERN.exec(memory);
  if (!match) {
    throw wrong(
      index,
      'limits.memory',
      `'${memory}' must be a size such as 512MB or 2GB`,
    );
  }
  const [, amount, unit, binary] = match;
  const exponent = 'KMG'.indexOf(unit.toUpperCase()) + 1;
  const bytes = Number(amount) * (binary ? 1024 : 1000) ** exponent;
  if (bytes < MIN_MEMORY_BYTES) {
    throw wrong(index, 'limits.memory', `'${memory}' must be 64MB or more`);
  }
  return bytes;
}

function readQueryTimeout(entry: Config, index: number): number {
  const key = 'limits.queryTimeout';
  if (!entry.has(key)) {
    return DEFAULT_QUERY_TIMEOUT_MS;
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(entry, { key }),
    );
  } catch (error) {
    throw wrong(index, key, error instanceof Error ? error.message : 'unknown');
  }
  if (
    milliseconds < MIN_QUERY_TIMEOUT_MS ||
    milliseconds > MAX_QUERY_TIMEOUT_MS
  ) {
    throw wrong(index, key, 'must be from 1 second to 10 minutes');
  }
  return milliseconds;
}

function wrong(index: number, key: string, reason: string): InputError {
  return new InputError(
    `Invalid value in the configuration at ${KEY}[${index}].${key}: ${reason}`,
  );
}
