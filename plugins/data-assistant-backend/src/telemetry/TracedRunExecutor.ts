import {
  RunExecutor,
  RunJournal,
  RunOutcome,
  RunRequest,
} from '../conversations/RunExecutor';
import { Telemetry } from './Telemetry';
import { TracedJournal } from './TracedJournal';

const AGENT = 'data-assistant';

/**
 * Puts each attempt at a run, and each step whose work is done, into a span of its own. An attempt that is left
 * (one that waits for its asker, say, which never settles) ends its span when it is left.
 */
export class TracedRunExecutor implements RunExecutor {
  static create(options: {
    executor: RunExecutor;
    telemetry: Telemetry;
  }): TracedRunExecutor {
    return new TracedRunExecutor(options.executor, options.telemetry);
  }

  readonly #executor: RunExecutor;
  readonly #telemetry: Telemetry;

  private constructor(executor: RunExecutor, telemetry: Telemetry) {
    this.#executor = executor;
    this.#telemetry = telemetry;
  }

  async execute(request: RunRequest, journal: RunJournal): Promise<RunOutcome> {
    const telemetry = this.#telemetry;
    const { runDuration, activeRuns } = telemetry.instruments;
    let execution: Promise<RunOutcome> | undefined;
    activeRuns.add(1);
    try {
      await telemetry.measure(
        {
          name: `invoke_agent ${AGENT}`,
          attributes: {
            'gen_ai.operation.name': 'invoke_agent',
            'gen_ai.agent.name': AGENT,
          },
          spanAttributes: {
            'gen_ai.conversation.id': request.conversationId,
            'data_assistant.run.id': request.runId,
          },
          duration: runDuration,
        },
        async (span, add) => {
          telemetry.payload(
            span,
            'gen_ai.input.messages',
            () => request.question,
          );
          execution = this.#executor.execute(
            request,
            TracedJournal.create({ journal, telemetry }),
          );
          const outcome = await unlessAborted(execution, journal.signal);
          if (!outcome) {
            add({ 'data_assistant.run.left': true });
            return;
          }
          add({ 'data_assistant.answer.tier': outcome.answer.tier });
          telemetry.payload(
            span,
            'gen_ai.output.messages',
            () => outcome.answer.sentence,
          );
        },
      );
    } finally {
      activeRuns.add(-1);
    }
    return execution!;
  }
}

/** What `work` comes to, or nothing once `signal` aborts. */
async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<undefined>(resolve => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
    }
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop!);
  }
}
