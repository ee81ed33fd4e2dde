import { execFileSync } from 'node:child_process';

const WORKER = 'data-assistant-backend-module-duckdb';

/** The engine's process of the portal under test. Holding it still makes any question take as long as a test needs. */
export class Engine {
  #held: number[] = [];

  /** From now on no query ends. */
  hold(): void {
    this.#held = workersBelow(process.ppid);
    if (this.#held.length === 0) {
      throw new Error('The portal under test has no engine process');
    }
    for (const pid of this.#held) {
      process.kill(pid, 'SIGSTOP');
    }
  }

  /** Lets queries go on; does nothing when none is held, or when the portal has replaced the process. */
  release(): void {
    for (const pid of this.#held.splice(0)) {
      if (workersBelow(process.ppid).includes(pid)) {
        process.kill(pid, 'SIGCONT');
      }
    }
  }
}

/** Engine processes that descend from a process: another portal on this machine keeps its own. */
function workersBelow(ancestor: number): number[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
  });
  const processes = lines.split('\n').flatMap(line => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), args }] : [];
  });
  const family = new Set([ancestor]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) {
      if (family.has(parent)) {
        family.add(pid);
      }
    }
  }
  return processes
    .filter(({ pid, args }) => family.has(pid) && args.includes(WORKER))
    .map(({ pid }) => pid);
}
