/** Starts the backend with fresh databases and a fresh example warehouse for the browser tests. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const home = join(root, '.cairn', 'e2e');
rmSync(join(home, 'db'), { recursive: true, force: true });
mkdirSync(join(home, 'db'), { recursive: true });

const generated = spawnSync(
  'node',
  [
    'examples/warehouse/generate.mjs',
    '--if-stale',
    '--out',
    join(home, 'tidewave.duckdb'),
  ],
  { cwd: root, stdio: 'inherit' },
);
if (generated.status !== 0) {
  process.exit(generated.status ?? 1);
}
const backend = spawn(
  'yarn',
  [
    'workspace',
    'backend',
    'start',
    '--config',
    '../../app-config.yaml',
    '--config',
    '../../app-config.e2e.yaml',
  ],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => backend.kill(signal));
}
backend.on('exit', code => process.exit(code ?? 0));
