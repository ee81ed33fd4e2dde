import { AgentLimit } from './AgentLimit';

/** A statement that does not run may be mended so often. */
export function repairLimit(repairs: number): AgentLimit {
  return ({ failedStatements }) =>
    failedStatements <= repairs
      ? undefined
      : {
          limit: 'repairs',
          message: `${failedStatements} statements in a row could not be run. Ask in other words; the owners of the cluster can see what is missing.`,
          allowsLastTurn: true,
        };
}
