import { AgentLimit } from './AgentLimit';
import { wayOutOf } from './wayOutOf';

const count = new Intl.NumberFormat('en');

/** Tokens in and out; ends while there is room for one more call, but not for two. */
export function tokenLimit(max: number, scope: 'run' | 'day'): AgentLimit {
  return ({ ofRun, ofDay, next }) => {
    const { inputTokens, outputTokens } = scope === 'run' ? ofRun : ofDay;
    const used = inputTokens + outputTokens;
    return used + 2 * next.tokens <= max
      ? undefined
      : {
          limit: scope === 'run' ? 'tokens' : 'day-tokens',
          message: `The ${count.format(max)} tokens that ${wayOutOf(scope)}`,
          allowsLastTurn: used + next.tokens <= max,
        };
  };
}
