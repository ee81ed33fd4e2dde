import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { RunError } from '@cairn/backstage-plugin-data-assistant-common';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Repeater } from './Repeater';
import { RunExecution, RunExecutionDeps } from './RunExecution';
import { RunLeaseStore } from './RunLeaseStore';

const DEADLINE_PASSED: RunError = {
  code: 'deadline',
  message:
    'The question took longer than is allowed, so it was given up. Please try again, or ask for less at once.',
};
const NOT_REPLIED: RunError = {
  code: 'not-replied',
  message:
    'There was no reply to what was asked back, so the question was given up. Please put it again when you want to go on.',
};

/** How a worker works; times in milliseconds. */
export interface RunWorkerOptions {
  /** Runs worked on at once. */
  concurrency: number;
  /** Between looks for runs to take, and for runs whose time is over. */
  sweepMs: number;
  /** Between looks for runs that ended elsewhere: how long a cancel may take to reach its work. */
  watchMs: number;
  heartbeatMs: number;
  /** How long runs may go on after `stop`, before they are handed over. */
  shutdownGraceMs: number;
}

/**
 * Takes runs from the queue and works on them, oldest first. Any number of workers share a database;
 * one that dies or stalls loses its runs to the others when their leases run out.
 */
export class RunWorker {
  static create(
    options: RunWorkerOptions & { execution: RunExecutionDeps },
  ): RunWorker {
    return new RunWorker(options, options.execution);
  }

  readonly #owner = randomUUID();
  readonly #options: RunWorkerOptions;
  readonly #execution: RunExecutionDeps;
  readonly #leases: RunLeaseStore;
  readonly #logger: LoggerService;
  readonly #executions = new Set<RunExecution>();
  #state: 'new' | 'working' | 'stopping' | 'stopped' = 'new';
  #repeaters: Repeater[] = [];
  #claiming?: Promise<void>;
  #nudged = false;
  #lastHeartbeat = 0;
  #failing = false;

  private constructor(options: RunWorkerOptions, execution: RunExecutionDeps) {
    this.#options = options;
    this.#execution = execution;
    this.#leases = execution.leases;
    this.#logger = execution.logger;
  }

  start(): void {
    if (this.#state === 'new') {
      this.#state = 'working';
      this.#lastHeartbeat = performance.now();
      const { sweepMs, watchMs } = this.#options;
      this.#repeaters = [
        Repeater.start({ work: () => this.#sweep(), pauseMs: sweepMs }),
        // Apart, so that a slow sweep keeps no cancel waiting.
        Repeater.start({ work: () => this.#watch(), pauseMs: watchMs }),
      ];
    }
  }

  /** Looks for runs at once, as when one was queued in this process. */
  nudge(): void {
    this.#nudged = true;
    this.#claiming ??= this.#claim();
  }

  /** Stops work on a run that has just ended in this process. */
  abort(runId: string): void {
    for (const execution of this.#executions) {
      if (execution.lease.runId === runId) {
        execution.abort();
      }
    }
  }

  /** Takes nothing more, lets runs end for a while, and then hands them over to other workers. */
  async stop(): Promise<void> {
    if (this.#state === 'stopped') {
      return;
    }
    this.#state = 'stopping';
    await this.#claiming;
    // Heartbeats go on meanwhile.
    await this.#settleWithin(this.#options.shutdownGraceMs);
    this.#state = 'stopped';
    await Promise.all(this.#repeaters.map(repeater => repeater.stop()));
    for (const execution of this.#executions) {
      execution.handOver();
    }
    await this.#settled();
  }

  async #settled(): Promise<void> {
    await Promise.all([...this.#executions].map(({ done }) => done));
  }

  async #settleWithin(ms: number): Promise<void> {
    const over = new AbortController();
    const grace = delay(ms, undefined, { signal: over.signal }).catch(
      () => undefined,
    );
    await Promise.race([this.#settled(), grace]);
    over.abort();
    await grace;
  }

  async #sweep(): Promise<void> {
    await this.#reporting(() =>
      this.#leases.failOverdue({
        worked: DEADLINE_PASSED,
        waited: NOT_REPLIED,
      }),
    );
    this.nudge();
  }

  /** Keeps what is worked on, and stops work on what is lost. */
  async #watch(): Promise<void> {
    await this.#reporting(async () => {
      const now = performance.now();
      const isDue = now - this.#lastHeartbeat >= this.#options.heartbeatMs;
      if (isDue) {
        this.#lastHeartbeat = now;
      }
      const executions = [...this.#executions];
      if (executions.length === 0) {
        return;
      }
      const held = executions.map(({ lease }) => lease);
      const lost = isDue
        ? await this.#leases.heartbeat(held)
        : await this.#leases.findLost(held);
      for (const execution of executions) {
        if (lost.includes(execution.lease)) {
          execution.abort();
        }
      }
    });
  }

  async #claim(): Promise<void> {
    while (this.#nudged) {
      this.#nudged = false;
      await this.#reporting(async () => {
        const claims = this.#leases.claim(this.#owner, () => this.#slots());
        for await (const claim of claims) {
          this.#execute(RunExecution.start(claim, this.#execution));
        }
      });
    }
    // In the same turn as the look at #nudged, or a nudge in between would be lost.
    this.#claiming = undefined;
  }

  #slots(): number {
    return this.#state === 'working'
      ? this.#options.concurrency - this.#executions.size
      : 0;
  }

  #execute(execution: RunExecution): void {
    // After a stall a worker may take over from itself.
    this.abort(execution.lease.runId);
    this.#executions.add(execution);
    void execution.done.then(() => {
      this.#executions.delete(execution);
      this.nudge();
    });
  }

  /** A database that is away is told of once, not at every look. */
  async #reporting(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (this.#failing) {
        this.#failing = false;
        this.#logger.info('Runs of the data assistant are worked on again');
      }
    } catch (error) {
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.error(
          'Runs of the data assistant cannot be worked on; trying on',
          toError(error),
        );
      }
    }
  }
}
