import { Answer } from './answer';

/** @public */
export interface Conversation {
  id: string;
  title: string;
  createdAt: string;
  updatedAt: string;
}

/** `queued` waits for a worker, `running` holds a lease; the others are final. @public */
export type RunStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

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
  engine: string;
  engineJob?: string;
  rowCount: number;
  truncated: boolean;
  durationMs: number;
  bytes?: number;
  /** SHA-256 of the result as canonical JSON. */
  resultHash: string;
}

/** Kinds of a run's steps, in the order in which a run usually takes them. @public */
export type StepKind = 'route' | 'match' | 'guard' | 'query' | 'answer';

/** One entry of a run's journal; `seq` is dense from 1 and is the id of the server-sent event. @public */
export type RunEvent =
  | {
      seq: number;
      type: 'status';
      data: { status: RunStatus; attempt: number };
    }
  | {
      seq: number;
      type: 'step';
      data: { n: number; kind: StepKind; title: string; detail?: string };
    }
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
