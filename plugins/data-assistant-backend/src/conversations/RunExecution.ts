import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import { AnswerStore } from './AnswerStore';
import { RunExecutor, RunFailure, RunRequest } from './RunExecutor';
import { RunJournalStore } from './RunJournalStore';
import { RunLease } from './RunLease';
import { RunLeaseStore } from './RunLeaseStore';
import { StoredRunJournal } from './StoredRunJournal';

/** What an execution needs beside its run. */
export interface RunExecutionDeps {
  executor: RunExecutor;
  leases: RunLeaseStore;
  journals: RunJournalStore;
  answers: AnswerStore;
  logger: LoggerService;
  /** How long a run rests after its first failed attempt; doubled with each other one. */
  retryDelayMs: number;
}

/** One attempt at one run, from its lease to its end. */
export class RunExecution {
  static start(
    claim: { lease: RunLease; request: RunRequest },
    deps: RunExecutionDeps,
  ): RunExecution {
    return new RunExecution(claim.lease, claim.request, deps);
  }

  readonly lease: RunLease;
  /** Resolves when nothing more will be written; never rejects. */
  readonly done: Promise<void>;
  readonly #deps: RunExecutionDeps;
  readonly #controller = new AbortController();
  #handingOver = false;

  private constructor(
    lease: RunLease,
    request: RunRequest,
    deps: RunExecutionDeps,
  ) {
    this.lease = lease;
    this.#deps = deps;
    this.done = this.#run(request);
  }

  /** The run has ended, or is another worker's: stop working, write nothing. */
  abort(): void {
    this.#controller.abort();
  }

  /** Stop working, and let another worker continue at once. */
  handOver(): void {
    this.#handingOver = true;
    this.#controller.abort();
  }

  async #run(request: RunRequest): Promise<void> {
    const { executor, journals, answers } = this.#deps;
    try {
      const journal = await StoredRunJournal.open({
        store: journals,
        lease: this.lease,
        signal: this.#controller.signal,
      });
      const outcome = await this.#unlessAborted(() =>
        executor.execute(request, journal),
      );
      await journal.complete();
      await answers.finish(this.lease, outcome);
    } catch (error) {
      await this.#settle(error);
    }
  }

  /** Does not wait for code that ignores the signal; what that writes later is refused. */
  async #unlessAborted<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.#controller;
    signal.throwIfAborted();
    return new Promise<T>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), {
        once: true,
      });
      Promise.resolve().then(work).then(resolve, reject);
    });
  }

  async #settle(error: unknown): Promise<void> {
    const { logger } = this.#deps;
    const { runId, attempt } = this.lease;
    try {
      await this.#record(error);
    } catch (failure) {
      if (isError(failure) && failure.name === 'LeaseLostError') {
        logger.debug(failure.message);
      } else {
        logger.error(
          `The end of attempt ${attempt} at run '${runId}' could not be written; its lease will run out`,
          toError(failure),
        );
      }
    }
  }

  async #record(error: unknown): Promise<void> {
    const { leases, logger, retryDelayMs } = this.#deps;
    const { runId, attempt } = this.lease;
    if (this.#handingOver) {
      await leases.release(this.lease, { counted: false, delayMs: 0 });
      return;
    }
    if (this.#controller.signal.aborted) {
      return;
    }
    if (isError(error) && error.name === 'LeaseLostError') {
      logger.info(error.message);
      return;
    }
    if (error instanceof RunFailure) {
      const { code, message, cause } = error;
      logger.info(
        `Run '${runId}' failed: ${code}`,
        cause === undefined ? {} : toError(cause),
      );
      await leases.fail(this.lease, { code, message });
      return;
    }
    logger.error(`Attempt ${attempt} at run '${runId}' failed`, toError(error));
    if (attempt >= leases.maxAttempts) {
      await leases.fail(this.lease, leases.exhausted);
    } else {
      await leases.release(this.lease, {
        counted: true,
        delayMs: retryDelayMs * 2 ** (attempt - 1),
      });
    }
  }
}
