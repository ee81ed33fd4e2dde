/**
 * A backend with the data assistant and what it needs, in a process of its own: started by startBackend.mjs, which asks
 * it for figures over IPC.
 */
import { createRequire } from 'node:module';
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ROOT } from '../lib/product.mjs';

const require = createRequire(`${ROOT}/packages/backend/src/index.ts`);
const { createBackend } = require('@backstage/backend-defaults');
const {
  coreServices,
  createBackendPlugin,
} = require('@backstage/backend-plugin-api');

const SAMPLE_MS = 500;
const MEBIBYTE = 1024 * 1024;

/** Serves the key of the benchmark's users. */
const auth = createBackendPlugin({
  pluginId: 'auth',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter, config: coreServices.rootConfig },
      async init({ http, config }) {
        const path = '/.well-known/jwks.json';
        http.addAuthPolicy({ path, allow: 'unauthenticated' });
        http.use((req, res, next) =>
          req.path === path
            ? res.json({ keys: [JSON.parse(config.getString('bench.jwk'))] })
            : next(),
        );
      },
    });
  },
});

const backend = createBackend();
for (const feature of [
  auth,
  '@backstage/plugin-catalog-backend',
  '@cairn/backstage-plugin-catalog-backend-module-data-assistant',
  '@cairn/backstage-plugin-data-assistant-backend',
  '@cairn/backstage-plugin-data-assistant-backend-module-duckdb',
  '@cairn/backstage-plugin-data-assistant-backend-module-openai',
]) {
  backend.add(typeof feature === 'string' ? require(feature).default : feature);
}

const delay = monitorEventLoopDelay({ resolution: 10 });
let residentBytes = 0;
let cpu = process.cpuUsage();
let profiler;
setInterval(() => {
  residentBytes = Math.max(residentBytes, process.memoryUsage.rss());
}, SAMPLE_MS).unref();

const commands = {
  async begin({ profile }) {
    delay.reset();
    delay.enable();
    residentBytes = process.memoryUsage.rss();
    cpu = process.cpuUsage();
    if (profile) {
      profiler = new Session();
      profiler.connect();
      await profiler.post('Profiler.enable');
      await profiler.post('Profiler.start');
    }
  },
  async end({ profile }) {
    delay.disable();
    const { user, system } = process.cpuUsage(cpu);
    if (profiler) {
      const result = await profiler.post('Profiler.stop');
      writeFileSync(profile, JSON.stringify(result.profile));
    }
    // What is alive, beside what the engine keeps because nobody needs the memory.
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    return {
      heapMiB: Math.round(process.memoryUsage().heapUsed / MEBIBYTE),
      residentMiB: Math.round(residentBytes / MEBIBYTE),
      loopP50Ms: delay.percentile(50) / 1e6,
      loopP99Ms: delay.percentile(99) / 1e6,
      loopMaxMs: delay.max / 1e6,
      cpuSeconds: (user + system) / 1e6,
    };
  },
};

process.on('message', async ({ id, command, ...args }) => {
  if (commands[command]) {
    process.send({ id, result: await commands[command](args) });
  }
});
// The parent is gone: nothing is left over.
process.on('disconnect', () => process.exit(0));
await backend.start();
process.send({ ready: true });
