import {
  Answer,
  RunDraft,
  RunError,
  RunQuestion,
  RunStatus,
  RunStepView,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';

/** A question of a run to its asker, and what was replied. */
export interface Exchange extends RunQuestion {
  reply?: string;
}

/** A run as far as its journal was read. */
export interface RunState {
  /** Undefined before the first status. */
  status?: RunStatus;
  steps: RunStepView[];
  exchanges: Exchange[];
  /** What the run is at; over with the next entry of the journal. */
  draft?: RunDraft;
  /** An attempt is due: the first one, or the one after a reply. */
  attemptDue: boolean;
  /** An attempt began that was not due, since the one before it broke off. */
  interrupted: boolean;
  answer?: Answer;
  error?: RunError;
}

/** Nothing read yet. */
export const unreadRun: RunState = {
  steps: [],
  exchanges: [],
  attemptDue: true,
  interrupted: false,
};

/** What the journal says after one more entry, or what the run is at before the next. */
export function readRunItem(state: RunState, item: RunStreamItem): RunState {
  if (item.type === 'draft') {
    return { ...state, draft: item.data };
  }
  const next = { ...state, draft: undefined };
  switch (item.type) {
    case 'status': {
      const { status } = item.data;
      return status === 'running'
        ? {
            ...next,
            status,
            attemptDue: false,
            interrupted: state.interrupted || !state.attemptDue,
          }
        : { ...next, status };
    }
    case 'step': {
      const { n } = item.data;
      return {
        ...next,
        steps: [...state.steps.filter(step => step.n < n), item.data],
      };
    }
    case 'question': {
      const { n } = item.data;
      return {
        ...next,
        exchanges: [
          ...state.exchanges.filter(exchange => exchange.n < n),
          item.data,
        ],
      };
    }
    case 'reply':
      return { ...withReply(next, item.data), attemptDue: true };
    case 'answer':
      return { ...next, answer: item.data.answer };
    case 'error':
      return { ...next, error: item.data };
    case 'reset': {
      const from = item.data.fromStep ?? 1;
      return {
        ...next,
        steps: state.steps.filter(step => step.n < from),
        exchanges: state.exchanges.filter(exchange => exchange.n < from),
      };
    }
    default:
      return next;
  }
}

/** The run with a reply to its question number n. */
export function withReply(
  state: RunState,
  { n, text }: { n: number; text: string },
): RunState {
  return {
    ...state,
    exchanges: state.exchanges.map(exchange =>
      exchange.n === n ? { ...exchange, reply: text } : exchange,
    ),
  };
}
