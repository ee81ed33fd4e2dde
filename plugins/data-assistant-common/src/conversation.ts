import { Answer, FilledParameter } from './answer';

/** @public */
export interface Conversation {
  id: string;
  title: string;
  createdAt: string;
  updatedAt: string;
}

/**
 * `queued` waits for a worker, `running` holds a lease, `waiting` has asked the asker something; the others
 * are final.
 * @public
 */
export type RunStatus =
  | 'queued'
  | 'running'
  | 'waiting'
  | 'done'
  | 'failed'
  | 'cancelled';

/** What a run needs to know of its asker before it goes on. @public */
export interface RunQuestion {
  /** Number of the step that asks; a reply names it. */
  n: number;
  text: string;
  /** To pick from; another answer may be written as well. */
  choices: string[];
}

/** @public */
export interface RunError {
  /** For programs, such as `warehouse-unavailable`, `query-timeout`, `attempts-exhausted`. */
  code: string;
  /** For people: what happened and what to do. */
  message: string;
}

/** One attempt to answer. @public */
export interface Run {
  id: string;
  conversationId: string;
  /** The asker's message that it answers. */
  messageId: string;
  status: RunStatus;
  attempts: number;
  createdAt: string;
  finishedAt?: string;
  error?: RunError;
  /** While `waiting`. */
  question?: RunQuestion;
  /** While `queued`: how many runs are before it, or would be if the queue stayed as it is. */
  ahead?: number;
}

/** @public */
export type FeedbackRating = 'up' | 'down';

/** @public */
export interface Feedback {
  runId: string;
  rating: FeedbackRating;
  text?: string;
}

/** An entry of a conversation. An assistant's message belongs to exactly one run. @public */
export interface Message {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  createdAt: string;
  /** Of a question that was put to one cluster: its entity ref. */
  cluster?: string;
  runId?: string;
  answer?: Answer;
  receiptId?: string;
  feedback?: Feedback;
}

/** A conversation with all that is in it. @public */
export interface ConversationDetail extends Conversation {
  messages: Message[];
  runs: Run[];
}

/** What an answer rests on, kept for as long as the conversation. @public */
export interface Receipt {
  id: string;
  runId: string;
  createdAt: string;
  clusterId: string;
  contextVersion: string;
  pairId?: string;
  docIds: string[];
  datasetIds: string[];
  sql: string;
  /** Bound parameters by name, as text. */
  parameters: Record<string, string>;
  /** Which words of the question filled each parameter of the pair; left out when it has none. */
  filled?: FilledParameter[];
  engine: string;
  engineJob?: string;
  rowCount: number;
  truncated: boolean;
  durationMs: number;
  bytes?: number;
  /** SHA-256 of the result as canonical JSON. */
  resultHash: string;
}

/**
 * Kinds of a run's steps. `route`, `match`, `guard` and `query` answer from a pair; `context`, `think`, `tool`
 * and `question` are the moves of a model: what it is shown, what it decides, what it does, what it asks.
 * @public
 */
export type StepKind =
  | 'route'
  | 'match'
  | 'guard'
  | 'query'
  | 'context'
  | 'think'
  | 'tool'
  | 'question';

/** A step as its reader sees it. @public */
export interface RunStepView {
  n: number;
  kind: StepKind;
  title: string;
  /** Plain text: what was found, thought or refused. */
  detail?: string;
  /** The statement that the step ran or tried to run. */
  sql?: string;
  /** Left out where a step cannot but succeed. */
  outcome?: 'ok' | 'refused' | 'failed';
}

/** What a run is at, until its next step is written. @public */
export interface RunDraft {
  title: string;
  /** What the model has written so far. */
  text?: string;
}

/** One entry of a run's journal; `seq` is dense from 1 and is the id of the server-sent event. @public */
export type RunEvent =
  | {
      seq: number;
      type: 'status';
      data: { status: RunStatus; attempt: number };
    }
  | { seq: number; type: 'step'; data: RunStepView }
  | { seq: number; type: 'question'; data: RunQuestion }
  | { seq: number; type: 'reply'; data: { n: number; text: string } }
  | {
      seq: number;
      type: 'answer';
      data: { messageId: string; answer: Answer; receiptId?: string };
    }
  | { seq: number; type: 'error'; data: RunError }
  /** Steps from number `fromStep` on (all of them when it is left out) no longer count. */
  | {
      seq: number;
      type: 'reset';
      data: { reason: string; fromStep?: number };
    };

/**
 * What a stream of a run carries: its journal, and between two entries what the run is at. A draft has no
 * `seq`, is not kept, and is over with the next entry.
 * @public
 */
export type RunStreamItem =
  | RunEvent
  | { seq?: undefined; type: 'draft'; data: RunDraft };
