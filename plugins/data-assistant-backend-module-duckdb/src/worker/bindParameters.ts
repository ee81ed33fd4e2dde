import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBType,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import {
  BoundParameter,
  BoundParameters,
} from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { PreparedSelect } from './Database';
import { EngineError } from './EngineError';

const TYPES: Record<BoundParameter['type'], DuckDBType> = {
  string: VARCHAR,
  integer: BIGINT,
  number: DOUBLE,
  boolean: BOOLEAN,
  date: DATE,
};
const MS_PER_DAY = 86_400_000;

/** Names of the `$name` parameters of a statement. */
export function parameterNames({ statement }: PreparedSelect): string[] {
  return Array.from({ length: statement.parameterCount }, (_, index) =>
    statement.parameterName(index + 1),
  );
}

/**
 * Binds values as typed literals, NULL too.
 *
 * @param unknown - how to bind a parameter that has no value; without it such a parameter is an error
 * @throws EngineError `invalid-sql` for a missing, an undeclared or a wrong value
 */
export function bindParameters(
  prepared: PreparedSelect,
  parameters: BoundParameters,
  unknown?: DuckDBType | 'untyped',
): void {
  const names = parameterNames(prepared);
  for (const name of Object.keys(parameters)) {
    if (!names.includes(name)) {
      throw new EngineError(
        'invalid-sql',
        `The query has no parameter $${name}`,
      );
    }
  }
  for (const [position, name] of names.entries()) {
    const index = position + 1;
    const parameter = Object.hasOwn(parameters, name)
      ? parameters[name]
      : undefined;
    if (parameter) {
      duckdb.bind_value(prepared.handle, index, literal(name, parameter));
    } else if (unknown === 'untyped') {
      duckdb.bind_null(prepared.handle, index);
    } else if (unknown) {
      duckdb.bind_value(prepared.handle, index, typedNull(unknown));
    } else {
      throw new EngineError(
        'invalid-sql',
        `The parameter $${name} has no value`,
      );
    }
  }
}

function literal(name: string, parameter: BoundParameter): duckdb.Value {
  if (parameter.value === null) {
    return typedNull(TYPES[parameter.type]);
  }
  const value = toEngine(parameter);
  if (value === undefined) {
    throw new EngineError(
      'invalid-sql',
      `The value of the parameter $${name} is not a valid ${parameter.type}`,
    );
  }
  return value;
}

function toEngine({ type, value }: BoundParameter): duckdb.Value | undefined {
  if (type === 'integer' && Number.isSafeInteger(value)) {
    return duckdb.create_int64(BigInt(Number(value)));
  }
  if (type === 'number' && Number.isFinite(value)) {
    return duckdb.create_double(Number(value));
  }
  if (type === 'boolean' && typeof value === 'boolean') {
    return duckdb.create_bool(value);
  }
  if (type === 'string' && typeof value === 'string') {
    return duckdb.create_varchar(value);
  }
  if (type === 'date') {
    const date = DateTime.fromFormat(String(value), 'yyyy-MM-dd', {
      zone: 'utc',
    });
    return date.isValid
      ? duckdb.create_date({ days: Math.round(date.toMillis() / MS_PER_DAY) })
      : undefined;
  }
  return undefined;
}

// The bindings make untyped NULLs only, and `date_trunc('month', NULL)` is ambiguous to the binder.
// A list casts its items to its own type, so its item is a NULL of that type.
function typedNull(type: DuckDBType): duckdb.Value {
  const list = duckdb.create_list_value(type.toLogicalType().logical_type, [
    duckdb.create_null_value(),
  ]);
  return duckdb.get_list_child(list, 0);
}
