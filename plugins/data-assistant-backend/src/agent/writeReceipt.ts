import { FilledParameter } from '@cairn/backstage-plugin-data-assistant-common';
import {
  BoundParameters,
  QueryResult,
} from '@cairn/backstage-plugin-data-assistant-node';
import { hashJson } from '../conversations/hashJson';
import { RunOutcome } from '../conversations/RunExecutor';

/** What an answer rests on, out of what the engine told. */
export function writeReceipt(options: {
  clusterId: string;
  contextVersion: string;
  pairId?: string;
  docIds: string[];
  datasetIds: string[];
  sql: string;
  bound?: BoundParameters;
  filled?: FilledParameter[];
  warehouse: string;
  result: QueryResult;
}): NonNullable<RunOutcome['receipt']> {
  const { pairId, bound = {}, filled = [], warehouse, result } = options;
  return {
    clusterId: options.clusterId,
    contextVersion: options.contextVersion,
    ...(pairId === undefined ? {} : { pairId }),
    docIds: options.docIds,
    datasetIds: options.datasetIds,
    sql: options.sql,
    parameters: Object.fromEntries(
      Object.entries(bound).map(([name, { value }]) => [name, String(value)]),
    ),
    ...(filled.length > 0 ? { filled } : {}),
    engine: warehouse,
    ...(result.job === undefined ? {} : { engineJob: result.job }),
    rowCount: result.rows.length,
    truncated: result.truncated,
    durationMs: result.durationMs,
    ...(result.bytes === undefined ? {} : { bytes: result.bytes }),
    resultHash: hashJson({
      columns: result.columns.map(({ name }) => name),
      rows: result.rows,
    }),
  };
}
