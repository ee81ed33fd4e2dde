import {
  BoundParameter,
  BoundParameters,
} from '@cairn/backstage-plugin-data-assistant-node';
import { scanSql } from './scanSql';

function writeLiteral({ type, value }: BoundParameter): string {
  if (value === null) {
    return 'NULL';
  }
  switch (type) {
    case 'integer':
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'date':
      return `DATE '${String(value).replaceAll("'", "''")}'`;
    default:
      return `'${String(value).replaceAll("'", "''")}'`;
  }
}

/**
 * A statement with its values written in, for people who want to read it or run it elsewhere. What the
 * engine runs is the statement itself, with the values bound.
 */
export function writeSql(sql: string, parameters: BoundParameters): string {
  let written = '';
  let from = 0;
  for (const { name, offset } of scanSql(sql).parameters) {
    const parameter = Object.hasOwn(parameters, name)
      ? parameters[name]
      : undefined;
    if (parameter) {
      written += sql.slice(from, offset) + writeLiteral(parameter);
      from = offset + name.length + 1;
    }
  }
  return written + sql.slice(from);
}
