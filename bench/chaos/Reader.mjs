/** Follows a run to its end over as many connections, and backends, as it takes; keeps what it saw. */
import { setTimeout as delay } from 'node:timers/promises';
import { followRun } from '../backend/Asker.mjs';

const PAUSE_MS = 300;
const FINAL = /"status":"(done|failed|cancelled)"/;

export class Reader {
  constructor({ runId, token, choose, random }) {
    Object.assign(this, { runId, token, choose, random });
    /** Events that came again, and events that were left out. */
    this.gaps = 0;
    this.lastSeq = 0;
    this.answers = 0;
    this.connections = 0;
    this.ended = undefined;
  }

  #see({ seq, type, data }) {
    if (seq !== this.lastSeq + 1) {
      this.gaps += 1;
    }
    this.lastSeq = Math.max(this.lastSeq, seq);
    this.answers += type === 'answer' ? 1 : 0;
    if (type === 'status') {
      this.ended = FINAL.exec(data)?.[1] ?? this.ended;
    }
  }

  /** @param giveUpAt `performance.now()` after which the run counts as lost for its reader */
  async follow(giveUpAt) {
    while (!this.ended && performance.now() < giveUpAt) {
      this.connections += 1;
      const stream = followRun(this.choose().baseUrl, {
        token: this.token,
        runId: this.runId,
        lastEventId: this.lastSeq,
        onEvent: event => this.#see(event),
      });
      // People reload pages, too.
      const patience = delay(2_000 + this.random() * 8_000, undefined, {
        ref: false,
      });
      await Promise.race([stream.closed, patience]);
      stream.close();
      if (!this.ended) {
        await delay(PAUSE_MS);
      }
    }
  }
}
