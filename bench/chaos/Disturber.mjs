/** Does to workers what happens to them: killed, paused past their lease, cut off from the database. */
import { setTimeout as delay } from 'node:timers/promises';
import { end } from '../backend/Site.mjs';

/** The product's lease of 15 s, and some. */
const PAUSE_MS = 17_500;
const BETWEEN_MS = [1_500, 4_500];

export class Disturber {
  /** @param kinds what to do, by weight: `[[kind, weight]]` */
  constructor({ site, workers, kinds, random, say, cut }) {
    Object.assign(this, { site, workers, kinds, random, say, cut });
    this.counts = Object.fromEntries(kinds.map(([kind]) => [kind, 0]));
    this.stalls = [];
    this.busy = new Set();
    this.stopped = false;
    this.restarts = 0;
  }

  start() {
    this.running = this.#run();
  }

  /** Ends the disturbance; resolves when all workers are there again. */
  async stop() {
    this.stopped = true;
    await this.running;
    await Promise.all(this.busy);
  }

  #pick(weighed) {
    let dice = this.random() * weighed.reduce((sum, [, w]) => sum + w, 0);
    return weighed.find(([, weight]) => (dice -= weight) < 0)[0];
  }

  async #run() {
    while (!this.stopped) {
      await delay(
        BETWEEN_MS[0] + this.random() * (BETWEEN_MS[1] - BETWEEN_MS[0]),
      );
      const free = this.workers.filter(({ isBusy }) => !isBusy);
      // One is left to work, where there is more than one.
      if (this.stopped || free.length < Math.min(2, this.workers.length)) {
        continue;
      }
      const worker = free[Math.floor(this.random() * free.length)];
      const kind = this.#pick(this.kinds);
      worker.isBusy = true;
      this.counts[kind] += 1;
      const work = this.#do(kind, worker).finally(() => {
        worker.isBusy = false;
        this.busy.delete(work);
      });
      this.busy.add(work);
    }
  }

  async #do(kind, worker) {
    const from = Date.now();
    const stalled = () =>
      this.stalls.push({ worker: worker.name, from, to: Date.now() });
    switch (kind) {
      case 'kill': {
        await end(worker.child, 'SIGKILL');
        this.restarts += 1;
        const name = `${worker.role}-${this.restarts}`;
        Object.assign(
          worker,
          await this.site.start(name, { port: worker.port, log: 'audit' }),
        );
        break;
      }
      case 'pause':
        worker.child.kill('SIGSTOP');
        await delay(PAUSE_MS);
        worker.child.kill('SIGCONT');
        stalled();
        break;
      default:
        await this.cut(worker.name);
        stalled();
    }
  }
}
