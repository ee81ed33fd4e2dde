import { AgentLimits } from '../../config';
import { AgentLimit, anyOf } from './AgentLimit';
import { costLimit } from './costLimit';
import { repairLimit } from './repairLimit';
import { scanLimit } from './scanLimit';
import { stepLimit } from './stepLimit';
import { timeLimit } from './timeLimit';
import { tokenLimit } from './tokenLimit';

const REPAIRS_AT_MOST = 3;

/** All limits of the configuration; of several that are reached, those of a day are told first. */
export function createLimits({ run, userAndDay }: AgentLimits): AgentLimit {
  const given = <T>(value: T | undefined, limit: (value: T) => AgentLimit) =>
    value === undefined ? [] : [limit(value)];
  return anyOf([
    ...given(userAndDay.tokens, max => tokenLimit(max, 'day')),
    ...given(userAndDay.costUsd, max => costLimit(max, 'day')),
    ...given(userAndDay.scannedBytes, max => scanLimit(max, 'day')),
    ...given(run.costUsd, max => costLimit(max, 'run')),
    ...given(run.scannedBytes, max => scanLimit(max, 'run')),
    tokenLimit(run.tokens, 'run'),
    timeLimit(run.durationMs),
    stepLimit(run.steps),
    repairLimit(REPAIRS_AT_MOST),
  ]);
}
