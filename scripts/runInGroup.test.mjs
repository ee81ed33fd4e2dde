import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'node:test';

const MODULE = JSON.stringify(join(import.meta.dirname, 'runInGroup.mjs'));
/** Says who it is, and stays, with a child that stays too; `stubborn` ones do not mind a signal. */
const family = stubborn =>
  `${
    stubborn ? 'trap "" TERM; ' : ''
  }sleep 60 & echo $$; echo $!; wait; sleep 60`;
const runner = (script, patienceMs = 5_000) => `
  import { runInGroup } from ${MODULE};
  process.exitCode = await runInGroup('sh', ['-c', ${JSON.stringify(
    script,
  )}], { patienceMs: ${patienceMs} });`;

const isThere = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function untilGone(pids) {
  for (let look = 0; look < 100 && pids.some(isThere); look += 1) {
    await pause(100);
  }
  assert.deepEqual(pids.filter(isThere), []);
}

/** The first lines of what it writes, as numbers. */
async function readPids(child, count) {
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const lines = text.split('\n').slice(0, -1);
    if (lines.length >= count) {
      return lines.map(Number);
    }
  }
  throw new Error(`It ended after: ${text}`);
}

const start = (code, env = {}) =>
  spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, npm_lifecycle_event: 'start', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

describe('a command in a group of its own', () => {
  it('hands its exit code on', async () => {
    const [code] = await once(start(runner('exit 7')), 'exit');
    assert.equal(code, 7);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`ends with all of its children on ${signal}`, async () => {
      const child = start(runner(family(false)));
      const exit = once(child, 'exit');
      const pids = await readPids(child, 2);
      child.kill(signal);
      assert.deepEqual(await exit, [130, null]);
      await untilGone(pids);
    });
  }

  it('is killed when it does not listen', async () => {
    const child = start(runner(family(true), 500));
    const exit = once(child, 'exit');
    const pids = await readPids(child, 2);
    child.kill('SIGTERM');
    await exit;
    await untilGone(pids);
  });

  it('ends when the parent is gone', async () => {
    const parent = start(`
      import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(
        runner(family(false)),
      )}], { stdio: 'inherit' });
      console.log(child.pid);
      setInterval(() => {}, 1000);`);
    const pids = await readPids(parent, 3);
    parent.kill('SIGKILL');
    await untilGone(pids);
  });
});
