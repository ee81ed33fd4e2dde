import { DuckDBResult } from '@duckdb/node-api';
import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { BoundParameters } from '@cairn/backstage-plugin-data-assistant-node';
import { EngineCalls } from '../protocol';
import { bindParameters, parameterNames } from './bindParameters';
import { cellValue } from './cellValue';
import { columnType } from './columnType';
import { Session } from './Database';
import { spellOutPivots } from './dynamicPivot';
import { EngineError } from './EngineError';

const BATCH_BYTES = 128 * 1024;

/**
 * Runs a SELECT and hands over its rows in batches. Reads no further than the limits, so a huge
 * result is never in memory.
 *
 * @throws EngineError `too-large` when not even one row is within `maxBytes`
 */
export async function runQuery(
  session: Session,
  args: EngineCalls['query']['args'],
  onRows: (rows: CellValue[][]) => void,
): Promise<EngineCalls['query']['result']> {
  const sql = await spellOutPivots(session, args.sql, query =>
    firstColumn(session, query, args.parameters ?? {}),
  );
  const prepared = await session.prepareSelect(sql);
  try {
    bindParameters(prepared, args.parameters ?? {});
    const result = await session.stream(prepared);
    const columns = columnsOf(result);
    let batch: CellValue[][] = [];
    let batchBytes = 0;
    let rowCount = 0;
    let bytes = 0;
    let truncated = false;
    for await (const row of readRows(session, result)) {
      const rowBytes = sizeOf(row);
      if (rowCount === 0 && rowBytes > args.maxBytes) {
        throw new EngineError(
          'too-large',
          `A single row of the result is larger than the limit of ${args.maxBytes} bytes`,
        );
      }
      if (rowCount >= args.maxRows || bytes + rowBytes > args.maxBytes) {
        truncated = true;
        break;
      }
      rowCount += 1;
      bytes += rowBytes;
      batchBytes += rowBytes;
      batch.push(row);
      if (batchBytes >= BATCH_BYTES) {
        onRows(batch);
        batch = [];
        batchBytes = 0;
      }
    }
    onRows(batch);
    return { columns, truncated };
  } finally {
    prepared.statement.destroySync();
  }
}

/** Texts of a SELECT that has some of the parameters. */
async function firstColumn(
  session: Session,
  sql: string,
  parameters: BoundParameters,
): Promise<string[]> {
  const prepared = await session.prepareSelect(sql);
  try {
    const used = parameterNames(prepared);
    const bound = Object.entries(parameters).filter(([name]) =>
      used.includes(name),
    );
    bindParameters(prepared, Object.fromEntries(bound));
    const values: string[] = [];
    const result = await session.stream(prepared);
    for await (const [value] of readRows(session, result)) {
      values.push(String(value));
    }
    return values;
  } finally {
    prepared.statement.destroySync();
  }
}

/** Columns of a result, with the types of this product. */
export function columnsOf(result: DuckDBResult): ResultColumn[] {
  const types = result.columnTypes();
  return result.columnNames().map((name, index) => ({
    name,
    type: columnType(types[index].alias ?? types[index].toString()),
  }));
}

/** Rows one at a time, each converted only when it is asked for. */
export async function* readRows(
  session: Session,
  result: DuckDBResult,
): AsyncGenerator<CellValue[]> {
  const typeIds = result.columnTypes().map(type => type.typeId);
  for (;;) {
    session.throwIfInterrupted();
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) {
      return;
    }
    const vectors = typeIds.map((_, index) => chunk.getColumnVector(index));
    for (let row = 0; row < chunk.rowCount; row += 1) {
      yield vectors.map((vector, index) =>
        cellValue(vector.getItem(row), typeIds[index]),
      );
    }
  }
}

function sizeOf(row: CellValue[]): number {
  return Buffer.byteLength(JSON.stringify(row));
}
