import { EventEmitter, once } from 'node:events';
import {
  RunExecutor,
  RunJournal,
  RunOutcome,
  RunRequest,
} from '../../conversations';

/**
 * Answers from the first cluster that the asker may ask, saying which those were. The question `hold`
 * waits until it is released or aborted; `which` asks back.
 */
export class ScriptedExecutor implements RunExecutor {
  #release = () => {};
  readonly #released = new Promise<void>(resolve => {
    this.#release = resolve;
  });

  readonly #holding = new EventEmitter();
  #held = 0;

  /** Resolves when so many questions have been held. */
  async untilHeld(count: number): Promise<void> {
    while (this.#held < count) {
      await once(this.#holding, 'held');
    }
  }

  /** Lets held questions go on. */
  release(): void {
    this.#release();
  }

  async execute(request: RunRequest, journal: RunJournal): Promise<RunOutcome> {
    const { askable, clusterId, question } = request;
    const among = askable
      .filter(id => clusterId === undefined || id === clusterId)
      .sort();
    await journal.step({
      kind: 'route',
      title: `Looked at ${among.length} clusters`,
      input: { question },
      work: async () => among,
    });
    if (question === 'hold') {
      await this.#wait(journal.signal);
    }
    if (question === 'which') {
      journal.draft({ title: 'Wondering' });
      await journal.ask({ text: 'Which one?', choices: ['this', 'that'] });
    }
    const [cluster] = among;
    if (cluster === undefined) {
      return {
        answer: { tier: 'uncovered', sentence: 'Nothing covers this.' },
        touched: [],
      };
    }
    return {
      answer: {
        tier: 'verified',
        sentence: `Among ${among.join(' ')}.`,
        cluster,
        columns: [{ name: 'n', type: 'integer' }],
        rows: [[42]],
      },
      receipt: {
        clusterId: cluster,
        contextVersion: 'v1',
        docIds: [],
        datasetIds: [],
        sql: 'SELECT 42 AS n',
        parameters: {},
        engine: 'example',
        rowCount: 1,
        truncated: false,
        durationMs: 1,
        resultHash: 'hash',
      },
      touched: [{ clusterId: cluster, tier: 'verified' }],
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    this.#held += 1;
    this.#holding.emit('held');
    return new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      this.#released.then(resolve);
    });
  }
}
