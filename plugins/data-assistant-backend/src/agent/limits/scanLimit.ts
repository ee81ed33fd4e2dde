import { AgentLimit } from './AgentLimit';
import { wayOutOf } from './wayOutOf';

const count = new Intl.NumberFormat('en');

/** Bytes that queries read, where the warehouse counts them; to tell what there is reads no more. */
export function scanLimit(max: number, scope: 'run' | 'day'): AgentLimit {
  return ({ ofRun, ofDay }) =>
    (scope === 'run' ? ofRun : ofDay).scannedBytes < max
      ? undefined
      : {
          limit: scope === 'run' ? 'scanned-bytes' : 'day-scanned-bytes',
          message: `The ${count.format(max)} bytes of data that ${wayOutOf(
            scope,
          )}`,
          allowsLastTurn: true,
        };
}
