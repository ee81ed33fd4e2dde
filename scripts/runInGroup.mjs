import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const LOOK_MS = 250;
/** What has not ended by itself so long after a signal is killed. */
const PATIENCE_MS = 12_000;

/** True while any process of the group is there. */
function isThere(group) {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

const pause = ms => new Promise(done => setTimeout(done, ms));

/** Resolves when no process of the group is there any more. */
async function untilGone(group, patienceMs) {
  const giveUpAt = Date.now() + patienceMs;
  while (isThere(group)) {
    if (Date.now() > giveUpAt) {
      signalGroup(group, 'SIGKILL');
    }
    await pause(LOOK_MS);
  }
}

/**
 * Runs a command in the foreground, in a process group of its own, until it ends. A signal goes to the whole group, as
 * does the end of the parent when npm or Yarn is that: both may die of a signal without passing it on. The result is
 * the exit code; after a signal it comes when the whole group is gone.
 */
export async function runInGroup(
  command,
  args,
  { patienceMs = PATIENCE_MS, ...options } = {},
) {
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let ended;
  const end = signal => {
    signalGroup(child.pid, signal);
    ended ??= untilGone(child.pid, patienceMs);
  };
  const parent = process.ppid;
  const watch =
    process.env.npm_lifecycle_event === undefined
      ? undefined
      : setInterval(() => {
          if (process.ppid !== parent) {
            clearInterval(watch);
            end('SIGTERM');
          }
        }, LOOK_MS);
  try {
    const exited = new Promise((done, fail) => {
      child.once('error', fail);
      child.once('exit', code => done(code ?? 1));
    });
    SIGNALS.forEach(signal => process.on(signal, end));
    const code = await exited;
    await ended;
    return ended ? 130 : code;
  } finally {
    clearInterval(watch);
    SIGNALS.forEach(signal => process.off(signal, end));
  }
}
