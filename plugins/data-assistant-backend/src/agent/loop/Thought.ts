import { ModelResponse } from '@cairn/backstage-plugin-data-assistant-node';
import { RunUsage } from '../../conversations/RunExecutor';
import { LimitReached } from '../limits';

/** A turn of the model as the journal keeps it: its response, or why there is none. */
export type Thought = { used: Partial<RunUsage> } & (
  | { kind: 'response'; response: ModelResponse }
  | { kind: 'limit'; reached: LimitReached }
  /** The endpoint failed in a way that trying again does not mend; `message` is for the asker. */
  | { kind: 'failure'; code: string; message: string }
);
