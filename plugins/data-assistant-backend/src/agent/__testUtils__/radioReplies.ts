import { modelReplies } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { RADIO } from './radioCluster';

const { call } = modelReplies;

/** Has one row: 16. */
export const LONG_PLAYS =
  'SELECT count(*) AS long_plays FROM radio.plays WHERE seconds >= 65';
export const BY_DAY =
  'SELECT day, count(*) AS plays FROM radio.plays GROUP BY day ORDER BY day';

/** A model that runs a query on the cluster of radio. */
export const runSql = (sql = LONG_PLAYS) =>
  call('run_sql', { cluster: RADIO, sql });

/** A model that answers rightly from `LONG_PLAYS`, but for what the test wants otherwise. */
export const answer = (over: object = {}) =>
  call('answer', {
    sentence: 'There were 16 long plays.',
    query: 'q1',
    citations: ['radio/terms'],
    confidence: 0.9,
    ...over,
  });
