import {
  Answer,
  AnswerTier,
  Receipt,
  StepKind,
} from '@cairn/backstage-plugin-data-assistant-common';
import { JsonValue } from '@backstage/types';

/** What a run is asked to answer. */
export interface RunRequest {
  runId: string;
  conversationId: string;
  userRef: string;
  question: string;
  /** Only this cluster. */
  clusterId?: string;
  /** Ids of the clusters that the asker may ask; nothing else may be touched. */
  askable: string[];
  askedAt: Date;
}

/** One move of a run. */
export interface RunStep<T extends JsonValue> {
  kind: StepKind;
  /** For the reader of the run: `Looked at 6 clusters`. */
  title: string | ((result: T) => string);
  detail?: string | ((result: T) => string | undefined);
  /** What the result depends on; another attempt reuses the result of a step with the same input. */
  input: JsonValue;
  work: (signal: AbortSignal) => Promise<T>;
}

/** The journal of a run, as the code that answers sees it. */
export interface RunJournal {
  /** Aborts on cancel, deadline, shutdown and loss of the lease. */
  readonly signal: AbortSignal;
  /**
   * One move of the run. Its result is durable before this resolves. When an earlier attempt wrote
   * step n with the same kind and input, that result is returned and `work` is not called. Steps follow
   * one another: beginning one before the last has ended rejects.
   */
  step<T extends JsonValue>(options: RunStep<T>): Promise<T>;
}

/** How a run ends when it did not fail. */
export interface RunOutcome {
  answer: Answer;
  receipt?: Omit<Receipt, 'id' | 'runId' | 'createdAt'>;
  /** Clusters whose coverage this question counts for. */
  touched: { clusterId: string; tier: AnswerTier }[];
}

/**
 * Answers a question in steps. Rejecting with a `RunFailure` ends the run as failed with that code and
 * message; any other rejection is retried by another attempt, three times at most.
 */
export interface RunExecutor {
  execute(request: RunRequest, journal: RunJournal): Promise<RunOutcome>;
}

/** Ends a run for a reason that another attempt would not mend. `message` is for the asker. */
export class RunFailure extends Error {
  readonly name = 'RunFailure';

  constructor(readonly code: string, message: string, cause?: unknown) {
    super(message, { cause });
  }
}
