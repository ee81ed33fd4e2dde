import {
  Run,
  RunEvent,
  RunQuestion,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';
import { RunRequest } from './RunExecutor';

/** A row of `runs`. Bigints come as text from PostgreSQL. */
export interface RunRow {
  id: string;
  conversation_id: string;
  user_ref: string;
  idempotency_key: string;
  request_hash: string;
  message_id: string;
  question: string;
  cluster_id: string | null;
  askable: string;
  status: RunStatus;
  owner: string | null;
  epoch: number;
  lease_until: number | string | null;
  attempts: number;
  deadline_at: number | string;
  last_seq: number;
  error_code: string | null;
  error_message: string | null;
  created_at: string;
  finished_at: string | null;
  follows_run_id: string | null;
  time_left_ms: number | string | null;
}

/** A row of `run_questions`. */
export interface RunQuestionRow {
  run_id: string;
  n: number;
  input_hash: string;
  text: string;
  choices: string;
  asked_at: string;
  reply: string | null;
  replied_at: string | null;
}

/** A row of `run_events`. */
export interface RunEventRow {
  run_id: string;
  seq: number;
  type: string;
  data: string;
  created_at: string;
}

/** States in which a run has not ended. */
export const LIVE_STATUSES: RunStatus[] = ['queued', 'running', 'waiting'];

/** States in which it is the portal's turn. */
export const UNDER_WAY_STATUSES: RunStatus[] = ['queued', 'running'];

/** States after which nothing of a run changes. */
export const FINAL_STATUSES: RunStatus[] = ['done', 'failed', 'cancelled'];

/** How far a run's journal goes. */
export interface JournalHead {
  runId: string;
  lastSeq: number;
  status: RunStatus;
}

export function toJournalHead(
  row: Pick<RunRow, 'id' | 'last_seq' | 'status'>,
): JournalHead {
  return { runId: row.id, lastSeq: row.last_seq, status: row.status };
}

export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    status: row.status,
    attempts: row.attempts,
    createdAt: row.created_at,
    ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
    ...(row.error_code
      ? { error: { code: row.error_code, message: row.error_message ?? '' } }
      : {}),
  };
}

export function toRunQuestion(
  row: Pick<RunQuestionRow, 'n' | 'text' | 'choices'>,
): RunQuestion {
  return { n: row.n, text: row.text, choices: JSON.parse(row.choices) };
}

/** All but the turns before it. */
export function toRunRequest(row: RunRow): Omit<RunRequest, 'history'> {
  return {
    runId: row.id,
    conversationId: row.conversation_id,
    userRef: row.user_ref,
    question: row.question,
    ...(row.cluster_id ? { clusterId: row.cluster_id } : {}),
    askable: JSON.parse(row.askable),
    askedAt: new Date(row.created_at),
  };
}

export function toRunEvent(row: RunEventRow): RunEvent {
  return {
    seq: row.seq,
    type: row.type,
    data: JSON.parse(row.data),
  } as RunEvent;
}
