import { RunStepView } from '@cairn/backstage-plugin-data-assistant-common';

/** The queries among the steps, those that were refused or failed included. */
export function countQueries(steps: RunStepView[]): number {
  return steps.filter(
    ({ kind, sql }) => kind === 'query' || (kind === 'tool' && Boolean(sql)),
  ).length;
}
