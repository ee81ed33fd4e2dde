/**
 * Starts the backend with fresh databases, a fresh example warehouse and a played model for the browser tests; it logs to
 * `.cairn/e2e/portal.log`.
 */
import { fork, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noonZone } from '../examples/warehouse/noonZone.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const home = join(root, '.cairn', 'e2e');
const transform = createRequire(import.meta.url).resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
// Midnight must not come between a question and its expected answer.
const { timeZone, yesterday } = noonZone();
rmSync(join(home, 'db'), { recursive: true, force: true });
mkdirSync(join(home, 'db'), { recursive: true });

const generated = spawnSync(
  process.execPath,
  [
    'examples/warehouse/generate.mjs',
    '--if-stale',
    '--last-day',
    yesterday,
    '--out',
    join(home, 'tidewave.duckdb'),
  ],
  { cwd: root, stdio: 'inherit' },
);
if (generated.status !== 0) {
  process.exit(generated.status ?? 1);
}
const model = fork(join(root, 'e2e', 'playModel.ts'), {
  execArgv: ['--require', transform],
});
const modelUrl = await new Promise((resolve, reject) => {
  // The transform tells of the files that it read on the same channel.
  model.on('message', ({ baseUrl }) => baseUrl && resolve(baseUrl));
  model.on('exit', code => reject(new Error(`The model ended with ${code}`)));
});
// As `yarn start` does, but without restarting when a file changes.
const backend = spawn(
  process.execPath,
  [
    '--enable-source-maps',
    '--require',
    transform,
    'src/index',
    '--config',
    join(root, 'app-config.yaml'),
    '--config',
    join(root, 'app-config.e2e.yaml'),
  ],
  {
    cwd: join(root, 'packages', 'backend'),
    env: {
      ...process.env,
      NODE_ENV: 'development',
      APP_CONFIG_dataAssistant_timeZone: timeZone,
      APP_CONFIG_dataAssistant_openai_baseUrl: modelUrl,
    },
    stdio: ['ignore', openSync(join(home, 'portal.log'), 'w'), 'inherit'],
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => backend.kill(signal));
}
backend.on('exit', code => {
  model.kill();
  process.exit(code ?? 0);
});
