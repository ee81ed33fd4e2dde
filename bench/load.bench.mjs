/** Many open streams and many questions a second, against a backend in a process of its own. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  createConversation,
  followRun,
  postQuestion,
} from './backend/Asker.mjs';
import { end, Site } from './backend/Site.mjs';
import { quantile, round } from './lib/quantile.mjs';

const SIZES = {
  postgres: { streams: 1_000, rate: 50 },
  sqlite: { streams: 100, rate: 5 },
};
const STREAMS_OF_USER = 10;
/** More than askers may have under way at once, so that no limit of a user is met. */
const ASKERS = 500;
const OPENED_AT_ONCE = 20;
const WARM_UP_SECONDS = 5;
const PATIENCE_MS = 30_000;
const WAITING = 'question';

export async function measure({ say, ...options }) {
  const database = options.database ?? 'sqlite';
  if (!SIZES[database]) {
    throw new Error('--database is sqlite or postgres');
  }
  const streams = Number(options.streams ?? SIZES[database].streams);
  const rate = Number(options.rate ?? SIZES[database].rate);
  const seconds = Number(options.seconds ?? 60);
  const site = await Site.create({
    database,
    model: [1],
    settings: { runs: { concurrency: 16 } },
  });
  let backend;
  try {
    backend = await site.start('backend');
    const load = new Load({ ...backend, users: site.users, say });
    await site.whenReady(backend);
    await load.openStreams(streams);
    say(`${load.openCount} streams are open`);
    await load.ask({ rate, seconds: WARM_UP_SECONDS });
    load.reset();
    await site.tell(backend.child, 'begin', { profile: options.profile });
    await load.ask({ rate, seconds });
    const process_ = await site.tell(backend.child, 'end', {
      profile: options.profile,
    });
    return { ...load.figures(seconds), ...tidy(process_), database, rate };
  } finally {
    if (backend) {
      await end(backend.child, 'SIGKILL');
    }
    await site.close();
  }
}

const tidy = ({
  residentMiB,
  loopP50Ms,
  loopP99Ms,
  loopMaxMs,
  cpuSeconds,
  heapMiB,
}) => ({
  residentMiB,
  heapMiB,
  loopP99Ms: round(loopP99Ms, 1),
  loopP50Ms: round(loopP50Ms, 1),
  loopMaxMs: round(loopMaxMs, 1),
  cpuSeconds: round(cpuSeconds, 1),
});

class Load {
  constructor({ baseUrl, users, say }) {
    Object.assign(this, { baseUrl, users, say });
    this.openCount = 0;
    this.asked = 0;
    this.reset();
  }

  reset() {
    this.times = [];
    this.posted = 0;
    this.done = 0;
    this.lost = 0;
    this.duplicated = 0;
    this.refused = 0;
    this.underWay = 0;
    this.most = 0;
    this.doneInTime = 0;
    this.endsAt = Infinity;
  }

  async #start(user, question, onEvent) {
    const token = this.users.tokenOf(user);
    const { id } = await createConversation(this.baseUrl, token);
    const start = performance.now();
    const run = await postQuestion(this.baseUrl, token, {
      conversation: id,
      question,
    });
    const stream = followRun(this.baseUrl, { token, runId: run.id, onEvent });
    return { start, stream };
  }

  /** Streams of runs that wait for their askers. */
  async openStreams(count) {
    for (let n = 0; n < count; n += OPENED_AT_ONCE) {
      await Promise.all(
        Array.from({ length: Math.min(OPENED_AT_ONCE, count - n) }, (_, i) =>
          this.#openStream(n + i),
        ),
      );
    }
  }

  async #openStream(n) {
    // Streams of one user lie so far apart that few of its runs are under way at once.
    const user = `reader-${
      n % Math.max(OPENED_AT_ONCE, Math.ceil(1000 / STREAMS_OF_USER))
    }`;
    let waits;
    const waiting = new Promise(done => (waits = done));
    const { stream } = await this.#start(
      user,
      `How many orders were there later, number ${n}?`,
      ({ type }) => type === WAITING && waits(),
    );
    await Promise.race([
      waiting,
      stream.closed.then(why => {
        throw new Error(`A stream ended before its run waited: ${why}`);
      }),
    ]);
    this.openCount += 1;
    stream.closed.then(() => (this.openCount -= 1));
  }

  /** Questions at an even pace, however long their answers take; resolves when all have ended. */
  async ask({ rate, seconds }) {
    const begin = performance.now();
    this.endsAt = begin + seconds * 1000;
    const all = [];
    for (let n = 0; n < rate * seconds; n++) {
      const wait = begin + (n * 1000) / rate - performance.now();
      if (wait > 0) {
        await delay(wait);
      }
      all.push(this.#askOne());
    }
    await Promise.all(all);
  }

  async #askOne() {
    const n = ++this.asked;
    this.posted += 1;
    this.most = Math.max(this.most, ++this.underWay);
    const seen = { seq: 0, answers: 0, twice: false, status: '' };
    try {
      const { start, stream } = await this.#start(
        `asker-${n % ASKERS}`,
        `How many orders were there without number ${n}?`,
        ({ seq, type, data }) => {
          seen.twice ||= seq <= seen.seq;
          seen.gap ||= seq > seen.seq + 1;
          seen.seq = seq;
          seen.answers += type === 'answer' ? 1 : 0;
          seen.status = type === 'status' ? data : seen.status;
          if (type === 'answer') {
            seen.isRight = data.includes('"tier":"grounded"');
          }
        },
      );
      await Promise.race([
        stream.closed,
        delay(PATIENCE_MS, undefined, { ref: false }),
      ]);
      stream.close();
      const isDone =
        seen.status.includes('"done"') && seen.isRight && !seen.gap;
      if (isDone) {
        const now = performance.now();
        this.times.push(now - start);
        this.done += 1;
        this.doneInTime += now <= this.endsAt ? 1 : 0;
      } else {
        this.lost += 1;
      }
      this.duplicated += seen.twice || seen.answers > 1 ? 1 : 0;
    } catch (error) {
      this.refused += 1;
      this.lost += 1;
      if (this.refused <= 3) {
        this.say(`A question was not taken: ${error.message}`);
      }
    } finally {
      this.underWay -= 1;
    }
  }

  figures(seconds) {
    return {
      concurrentRuns: this.most,
      runsPerSecond: round(this.doneInTime / seconds, 1),
      p95Ms: Math.round(quantile(this.times, 0.95)),
      openStreams: this.openCount,
      lost: this.lost,
      duplicated: this.duplicated,
      p50Ms: Math.round(quantile(this.times, 0.5)),
      runs: this.posted,
    };
  }
}
