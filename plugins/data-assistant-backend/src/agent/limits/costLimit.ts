import { AgentLimit } from './AgentLimit';
import { wayOutOf } from './wayOutOf';

/** US dollars, by the prices in the configuration of the model. */
export function costLimit(max: number, scope: 'run' | 'day'): AgentLimit {
  return ({ ofRun, ofDay, next }) => {
    const used = (scope === 'run' ? ofRun : ofDay).costUsd;
    return used + 2 * next.costUsd <= max
      ? undefined
      : {
          limit: scope === 'run' ? 'cost' : 'day-cost',
          message: `The ${max} US dollars that ${wayOutOf(scope)}`,
          allowsLastTurn: used + next.costUsd <= max,
        };
  };
}
