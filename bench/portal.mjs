/** A portal of its own for a benchmark: the backend on its own port with fresh databases. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PORT = 7447;
const READY_WITHIN_MS = 180_000;
const PAUSE_MS = 250;

const pause = ms => new Promise(done => setTimeout(done, ms));

/** Asks until `probe` gives something; rejects after three minutes. */
export async function until(probe, what) {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end) {
    const found = await probe().catch(() => undefined);
    if (found) {
      return found;
    }
    await pause(PAUSE_MS);
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** Signs in as guest; resolves to the headers of a request. */
export async function guestHeaders(baseUrl) {
  const response = await fetch(`${baseUrl}/api/auth/guest/refresh`);
  const { backstageIdentity } = await response.json();
  return {
    Authorization: `Bearer ${backstageIdentity.token}`,
    'Content-Type': 'application/json',
  };
}

export async function ask(baseUrl, headers, question) {
  const response = await fetch(`${baseUrl}/api/data-assistant/ask`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ question }),
  });
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  return response.json();
}

/** Starts a backend and resolves when it answers a question; `stop` ends it and removes its files. */
export async function startPortal({ say, question }) {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
  const config = join(home, 'app-config.yaml');
  const baseUrl = `http://localhost:${PORT}`;
  writeFileSync(
    config,
    JSON.stringify({
      backend: {
        baseUrl,
        listen: { port: PORT },
        database: { client: 'better-sqlite3', connection: { directory: home } },
      },
    }),
  );
  const child = spawn(
    'yarn',
    [
      'workspace',
      'backend',
      'start',
      '--config',
      '../../app-config.yaml',
      '--config',
      config,
    ],
    { cwd: ROOT, detached: true, stdio: ['ignore', 'ignore', 'ignore'] },
  );
  const stop = async () => {
    const ended = new Promise(done => child.once('exit', done));
    process.kill(-child.pid, 'SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    say('Waiting for the backend');
    const headers = await until(() => guestHeaders(baseUrl), 'the backend');
    say('Waiting for the first answer');
    await until(async () => {
      const { tier } = await ask(baseUrl, headers, question);
      return tier === 'verified';
    }, 'a verified answer');
    return { baseUrl, headers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
