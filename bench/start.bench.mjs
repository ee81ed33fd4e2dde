/** From `npm start` on an installed tree to a portal whose page is served and whose backend answers. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask, guestHeaders, until } from './portal.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGE = 'http://localhost:3000';
const BACKEND = 'http://localhost:7007';
const QUESTION = 'How many people listened to podcasts in Sweden last week?';

async function served(url) {
  const response = await fetch(url);
  return response.ok ? response.text() : undefined;
}

export async function measure({ say }) {
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 100) / 10;
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    detached: true,
    stdio: 'ignore',
  });
  try {
    const page = until(async () => {
      const html = await served(PAGE);
      const script = /<script[^>]+src="([^"]+)"/.exec(html ?? '')?.[1];
      return script && (await served(new URL(script, PAGE)));
    }, 'the page').then(() => seconds());
    const answer = until(async () => {
      const { tier } = await ask(
        BACKEND,
        await guestHeaders(BACKEND),
        QUESTION,
      );
      return tier === 'verified';
    }, 'a verified answer').then(() => seconds());
    const [pageSeconds, answerSeconds] = await Promise.all([page, answer]);
    say(
      `The page was there after ${pageSeconds} s, the first answer after ${answerSeconds} s`,
    );
    return { pageSeconds, answerSeconds };
  } finally {
    const ended = new Promise(done => child.once('exit', done));
    process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}
