/**
 * The product's own services, as the backend wires them, loaded from their sources. A benchmark measures
 * what runs in the portal: nothing here behaves otherwise than there.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(import.meta.url);

// The same transform with which `backstage-cli package start` runs the backend.
require('@backstage/cli/config/nodeTransform.cjs');

/** A module of the backend plugin by its path under `src/`, such as `curation` or `sql/scanSql`. */
export function backend(path) {
  return require(join(ROOT, 'plugins/data-assistant-backend/src', path));
}

/** A module of the DuckDB module by its path under `src/`. */
export function duckdb(path) {
  return require(join(
    ROOT,
    'plugins/data-assistant-backend-module-duckdb/src',
    path,
  ));
}

/** A module of the module for OpenAI-compatible models by its path under `src/`. */
export function openai(path) {
  return require(join(
    ROOT,
    'plugins/data-assistant-backend-module-openai/src',
    path,
  ));
}

/** What plays a model in tests and benchmarks. */
export function modelTests() {
  return require(join(ROOT, 'plugins/data-assistant-node/src/testUtils'));
}
