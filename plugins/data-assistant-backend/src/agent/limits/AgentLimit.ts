import { RunUsage } from '../../conversations/RunExecutor';

/** What a run has used up before it calls the model again, and what that call will add at least. */
export interface LimitState {
  ofRun: RunUsage;
  /** Of the asker since midnight (UTC), this run included. */
  ofDay: RunUsage;
  elapsedMs: number;
  next: { tokens: number; costUsd: number };
  /** Statements in a row that were refused or failed. */
  failedStatements: number;
}

/** A limit that ends the work. */
export interface LimitReached {
  /** For programs, such as `steps` or `day-tokens`. */
  limit: string;
  /** For the asker: which one it was, and what to do. */
  message: string;
  /** One more call, to tell what there is, keeps within it. */
  allowsLastTurn: boolean;
}

/** Says whether the work has to end now; undefined when it may go on. */
export type AgentLimit = (state: LimitState) => LimitReached | undefined;

/** The first that is reached; a last turn has to keep within all of them. */
export function anyOf(limits: readonly AgentLimit[]): AgentLimit {
  return state => {
    const reached = limits.flatMap(limit => limit(state) ?? []);
    return reached.length === 0
      ? undefined
      : {
          ...reached[0],
          allowsLastTurn: reached.every(({ allowsLastTurn }) => allowsLastTurn),
        };
  };
}
