import { Answer, Run } from '@cairn/backstage-plugin-data-assistant-common';
import { Call, CallerConversationService } from '../access';

/** How a run stands. `answer` is there when it is done. */
export interface RunState {
  run: Run;
  answer?: Answer;
}

/** Waits for runs as long as the protocol of the caller bears. Whoever stops waiting cancels nothing. */
export class RunWaiter {
  static create(options: {
    conversations: CallerConversationService;
    patienceMs: number;
    /** Aborts when the backend goes away. */
    shutdown: AbortSignal;
  }): RunWaiter {
    return new RunWaiter(options);
  }

  readonly #conversations: CallerConversationService;
  readonly #patienceMs: number;
  readonly #shutdown: AbortSignal;

  private constructor(options: Parameters<typeof RunWaiter.create>[0]) {
    this.#conversations = options.conversations;
    this.#patienceMs = options.patienceMs;
    this.#shutdown = options.shutdown;
  }

  /** Resolves when the run has ended, asks something, or patience is over. */
  async wait(call: Call, runId: string): Promise<RunState> {
    const signal = AbortSignal.any([
      AbortSignal.timeout(this.#patienceMs),
      this.#shutdown,
    ]);
    let answer: Answer | undefined;
    for await (const event of await this.#conversations.streamRun(call, runId, {
      lastEventId: 0,
      signal,
    })) {
      if (event.type === 'answer') {
        answer = event.data.answer;
      }
      // The journal keeps questions that have long been replied to: only the run tells.
      if (event.type === 'question' && (await this.#isWaiting(call, runId))) {
        break;
      }
    }
    const run = await this.#conversations.getRun(call, runId);
    if (run.status !== 'done') {
      return { run };
    }
    return { run, answer: answer ?? (await this.#readAnswer(call, run)) };
  }

  async #isWaiting(call: Call, runId: string): Promise<boolean> {
    const { status } = await this.#conversations.getRun(call, runId);
    return status === 'waiting';
  }

  /** Journals are cleaned up; answers stay with their conversations. */
  async #readAnswer(call: Call, run: Run): Promise<Answer | undefined> {
    const { messages } = await this.#conversations.get(
      call,
      run.conversationId,
    );
    return messages.find(({ runId }) => runId === run.id)?.answer;
  }
}
