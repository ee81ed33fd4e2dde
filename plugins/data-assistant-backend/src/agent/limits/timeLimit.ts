import { Duration } from 'luxon';
import { AgentLimit, LimitReached } from './AgentLimit';

/** Told by the clock before a call, or by the call that had to be broken off. */
export function timeIsUp(maxMs: number): LimitReached {
  const allowed = Duration.fromMillis(maxMs).rescale().toHuman();
  return {
    limit: 'duration',
    message: `The time that one question may take (${allowed}) is up. Ask for less at once, or try again.`,
    allowsLastTurn: true,
  };
}

/** Time of work, waiting for the asker left out. */
export function timeLimit(maxMs: number): AgentLimit {
  return ({ elapsedMs }) => (elapsedMs < maxMs ? undefined : timeIsUp(maxMs));
}
