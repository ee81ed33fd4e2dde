import {
  Answer,
  RunError,
  RunEvent,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';
import { RunStep } from '@cairn/backstage-plugin-data-assistant-react';

/** A run as far as its journal was read. */
export interface RunState {
  /** Undefined before the first status. */
  status?: RunStatus;
  steps: RunStep[];
  answer?: Answer;
  error?: RunError;
}

/** Nothing read yet. */
export const unreadRun: RunState = { steps: [] };

/** What the journal says after one more event. */
export function readRunEvent(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'status':
      return { ...state, status: event.data.status };
    case 'step': {
      const { n } = event.data;
      return {
        ...state,
        steps: [...state.steps.filter(step => step.n < n), event.data],
      };
    }
    case 'answer':
      return { ...state, answer: event.data.answer };
    case 'error':
      return { ...state, error: event.data };
    case 'reset':
      return {
        ...state,
        steps: state.steps.filter(step => step.n < (event.data.fromStep ?? 1)),
      };
    default:
      return state;
  }
}
