import {
  BIGINT,
  DATE,
  DOUBLE,
  DuckDBType,
  DuckDBTypeId,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import {
  BoundParameters,
  DryRunResult,
} from '@cairn/backstage-plugin-data-assistant-node';
import { ResultColumn } from '@cairn/backstage-plugin-data-assistant-common';
import { EngineCalls, EngineFailure } from '../protocol';
import { bindParameters, parameterNames } from './bindParameters';
import { columnType } from './columnType';
import { PreparedSelect, Session } from './Database';
import { spellOutPivots } from './dynamicPivot';
import { toFailure } from './EngineError';
import { engineReads } from './engineReads';
import { WarehouseFacts } from './readFacts';
import { columnsOf } from './runQuery';

const GUESSES: (DuckDBType | 'untyped')[] = [
  'untyped',
  DATE,
  VARCHAR,
  BIGINT,
  DOUBLE,
  TIMESTAMP,
];

// Such a name is wrong whatever the type of a parameter, unlike a function that does not take it.
const UNKNOWN_NAME = /not found|does not (exist|have a column)/;

/**
 * Binds a statement to the present schema. While the type of a parameter is open the engine leaves
 * the rest of the statement unchecked, so then values are bound, or NULLs of one type after the
 * other where there is none, and the statement is planned.
 */
export async function dryRun(
  session: Session,
  args: EngineCalls['dryRun']['args'],
  warehouse: { path: string; facts: WarehouseFacts },
): Promise<DryRunResult> {
  const sql = await spellOutPivots(session, args.sql, async () => []);
  const result = await bind(session, { ...args, sql }, warehouse.path);
  return result.ok
    ? {
        ...result,
        tables: await engineReads(session, sql, warehouse.facts),
      }
    : result;
}

async function bind(
  session: Session,
  args: EngineCalls['dryRun']['args'],
  path: string,
): Promise<DryRunResult> {
  const failures: EngineFailure[] = [];
  const attempt = async (
    run: () => Promise<ResultColumn[] | undefined>,
  ): Promise<ResultColumn[] | undefined> => {
    try {
      return await run();
    } catch (error) {
      const failure = toFailure(error, path);
      if (failure.code !== 'invalid-sql') {
        throw error;
      }
      failures.push(failure);
      return undefined;
    }
  };

  const prepared = await attempt(() => preparedColumns(session, args));
  if (prepared) {
    return { ok: true, columns: prepared };
  }
  for (const guess of failures.length ? [] : GUESSES) {
    const columns = await attempt(() => boundColumns(session, args, guess));
    if (columns) {
      return { ok: true, columns };
    }
  }
  const [first] = failures;
  const certain =
    failures.find(({ message }) => UNKNOWN_NAME.test(message)) ??
    (failures.every(({ message }) => message === first.message)
      ? first
      : undefined);
  return certain
    ? { ok: false, message: certain.message, candidates: certain.candidates }
    : { ok: true, columns: [] };
}

async function preparedColumns(
  session: Session,
  args: EngineCalls['dryRun']['args'],
): Promise<ResultColumn[] | undefined> {
  return withPrepared(session, args.sql, async select => {
    checkParameters(select, args.parameters ?? {});
    const { statement } = select;
    const columns: ResultColumn[] = [];
    for (let index = 0; index < statement.columnCount; index += 1) {
      if (
        Number(statement.columnTypeId(index)) === Number(DuckDBTypeId.INVALID)
      ) {
        return undefined;
      }
      const type = statement.columnType(index);
      columns.push({
        name: statement.columnName(index),
        type: columnType(type.alias ?? type.toString()),
      });
    }
    return columns;
  });
}

async function boundColumns(
  session: Session,
  { sql, parameters = {} }: EngineCalls['dryRun']['args'],
  guess: DuckDBType | 'untyped',
): Promise<ResultColumn[]> {
  await withPrepared(session, sql, async select => {
    bindParameters(select, parameters, guess);
    session.plan(select);
  });
  // The engine tells the columns of a plan only with a result.
  for (const end of [/[\s;]+$/, /(\s|;|--[^\n]*)+$/]) {
    const empty = `SELECT * FROM (\n${sql.replace(end, '')}\n) LIMIT 0`;
    try {
      return await withPrepared(session, empty, async select => {
        bindParameters(select, parameters, guess);
        return columnsOf(await session.stream(select));
      });
    } catch (error) {
      if (toFailure(error, '').code !== 'invalid-sql') {
        throw error;
      }
      // The statement is valid, as planning it has shown, but cannot be put in parentheses this way.
    }
  }
  return [];
}

async function withPrepared<T>(
  session: Session,
  sql: string,
  use: (select: PreparedSelect) => Promise<T>,
): Promise<T> {
  const select = await session.prepareSelect(sql);
  try {
    return await use(select);
  } finally {
    select.statement.destroySync();
  }
}

function checkParameters(
  select: PreparedSelect,
  parameters: BoundParameters,
): void {
  if (parameterNames(select).length > 0 || Object.keys(parameters).length > 0) {
    bindParameters(select, parameters, 'untyped');
  }
}
