import {
  Answer,
  AnswerTier,
  Receipt,
  RunDraft,
  RunStepView,
  StepKind,
} from '@cairn/backstage-plugin-data-assistant-common';
import { JsonValue } from '@backstage/types';

/** A question of the same conversation that was answered before this one was put. */
export interface PastTurn {
  runId: string;
  question: string;
  answer: Answer;
}

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
  /** The latest turns before this question, oldest first; the same in each attempt. */
  history: PastTurn[];
}

/** What a run has used up, over all its attempts. */
export interface RunUsage {
  /** Calls of a model. */
  modelCalls: number;
  inputTokens: number;
  outputTokens: number;
  /** In US dollars; 0 where prices are not known. */
  costUsd: number;
  /** As engines count what they read. */
  scannedBytes: number;
}

/** One move of a run. */
export interface RunStep<T extends JsonValue> {
  kind: StepKind;
  /** For the reader of the run: `Looked at 6 clusters`. */
  title: string | ((result: T) => string);
  detail?: string | ((result: T) => string | undefined);
  /** More for the reader, such as the statement that was tried. */
  view?: (result: T) => Pick<RunStepView, 'sql' | 'outcome'>;
  /** What the work used up; counted once, when the result is written. */
  usage?: (result: T) => Partial<RunUsage>;
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
  /**
   * Asks the asker, as a step of its own. When there is no reply yet, the run ends its attempt and waits
   * without a worker, for days if need be; this then never resolves, and a later attempt gets the reply here.
   */
  ask(question: { text: string; choices: string[] }): Promise<string>;
  /** Shows those who watch what the run is at. Not durable, and cheap to call often. */
  draft(draft: RunDraft): void;
  /**
   * Tells how to learn what the step under way has used up. It is asked when the attempt ends before that step
   * does, so that this counts as well; a step that ends tells by its `usage`.
   */
  using(used: () => Partial<RunUsage>): void;
  /** What this run has used up by now, steps of earlier attempts included. */
  readonly usage: Readonly<RunUsage>;
  /** What the asker has used up since midnight (UTC), this run included. */
  usageOfDay(): Promise<RunUsage>;
  /** Milliseconds that the run has been worked on, waiting for the asker left out. */
  elapsedMs(): number;
  /** Milliseconds until the run is ended whatever it is at; time in the queue counts, unlike in `elapsedMs`. */
  remainingMs(): number;
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
 * message, unless it is passing; that and any other rejection is retried by another attempt, three times at most.
 */
export interface RunExecutor {
  execute(request: RunRequest, journal: RunJournal): Promise<RunOutcome>;
}

/**
 * Ends a run for a reason that another attempt would not mend, or one that `isPassing`, once there is no other
 * attempt left. `message` is for the asker.
 */
export class RunFailure extends Error {
  readonly name = 'RunFailure';
  readonly isPassing: boolean;

  constructor(
    readonly code: string,
    message: string,
    cause?: unknown,
    options?: { isPassing?: boolean },
  ) {
    super(message, { cause });
    this.isPassing = options?.isPassing ?? false;
  }
}
