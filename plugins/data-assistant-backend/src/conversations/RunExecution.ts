import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import { AnswerStore } from './AnswerStore';
import { DraftWriter } from './DraftWriter';
import { PastTurnStore } from './PastTurnStore';
import { RunDraftStore, StoredDraft } from './RunDraftStore';
import { RunExecutor, RunFailure } from './RunExecutor';
import { RunLease } from './RunLease';
import { ClaimedRun, RunLeaseStore } from './RunLeaseStore';
import { RunJournalDeps, StoredRunJournal } from './StoredRunJournal';

/** What an execution needs beside its run. */
export interface RunExecutionDeps extends RunJournalDeps {
  executor: RunExecutor;
  leases: RunLeaseStore;
  drafts: RunDraftStore;
  pastTurns: PastTurnStore;
  answers: AnswerStore;
  logger: LoggerService;
  /** Between two drafts of a run, in milliseconds. */
  draftIntervalMs: number;
  /** Learns of each draft once others may see it. */
  onDraft: (runId: string, draft: StoredDraft) => void;
  /** How long a run rests after its first failed attempt; doubled with each other one. */
  retryDelayMs: number;
}

/** One attempt at one run, from its lease to its end. */
export class RunExecution {
  static start(claim: ClaimedRun, deps: RunExecutionDeps): RunExecution {
    return new RunExecution(claim, deps);
  }

  readonly lease: RunLease;
  /** Resolves when nothing more will be written; never rejects. */
  readonly done: Promise<void>;
  readonly #deps: RunExecutionDeps;
  readonly #drafts: DraftWriter;
  readonly #controller = new AbortController();
  #journal?: StoredRunJournal;
  #handingOver = false;

  private constructor(claim: ClaimedRun, deps: RunExecutionDeps) {
    this.lease = claim.lease;
    this.#deps = deps;
    this.#drafts = DraftWriter.create({
      store: deps.drafts,
      lease: claim.lease,
      intervalMs: deps.draftIntervalMs,
      logger: deps.logger,
      onWritten: deps.onDraft,
    });
    this.done = this.#run(claim).finally(() => this.#drafts.close());
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

  async #run({
    request,
    followsRunId,
    remainingMs,
  }: ClaimedRun): Promise<void> {
    const { executor, pastTurns, answers } = this.#deps;
    try {
      const journal = await StoredRunJournal.open({
        ...this.#deps,
        lease: this.lease,
        remainingMs,
        signal: this.#controller.signal,
        drafts: this.#drafts,
        suspend: () => this.abort(),
      });
      this.#journal = journal;
      const history = await pastTurns.read(followsRunId);
      const outcome = await this.#unlessAborted(() =>
        executor.execute({ ...request, history }, journal),
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

  /** What was paid for counts, whoever has the run now; the time is theirs, or nobody's. */
  async #countLost(): Promise<void> {
    const usage = this.#journal?.unwritten();
    if (usage && usage.modelCalls > 0) {
      await this.#deps.usages.addLate({
        ...this.lease,
        usage: { ...usage, activeMs: 0 },
      });
    }
  }

  async #settle(error: unknown): Promise<void> {
    const { logger } = this.#deps;
    const { runId, attempt } = this.lease;
    try {
      await this.#record(error);
    } catch (failure) {
      if (isError(failure) && failure.name === 'LeaseLostError') {
        logger.debug(failure.message);
        await this.#countLost();
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
    const usage = this.#journal?.unwritten();
    if (this.#handingOver) {
      await leases.release(this.lease, { counted: false, delayMs: 0, usage });
      return;
    }
    if (this.#controller.signal.aborted) {
      await this.#countLost();
      return;
    }
    if (isError(error) && error.name === 'LeaseLostError') {
      logger.info(error.message);
      await this.#countLost();
      return;
    }
    const isLast = attempt >= leases.maxAttempts;
    if (error instanceof RunFailure && (isLast || !error.isPassing)) {
      const { code, message, cause } = error;
      logger.info(
        `Run '${runId}' failed: ${code}`,
        cause === undefined ? {} : toError(cause),
      );
      await leases.fail(this.lease, { code, message }, usage);
      return;
    }
    const failed = `Attempt ${attempt} at run '${runId}' failed`;
    if (error instanceof RunFailure) {
      logger.warn(`${failed}, and another one is made: ${error.code}`);
    } else {
      logger.error(failed, toError(error));
    }
    if (isLast) {
      await leases.fail(this.lease, leases.exhausted, usage);
    } else {
      await leases.release(this.lease, {
        counted: true,
        delayMs: retryDelayMs * 2 ** (attempt - 1),
        usage,
      });
    }
  }
}
