import Database from 'better-sqlite3';

const TYPES = [
  [/int/i, 'integer'],
  [/real|num|dec|doub|float/i, 'number'],
  [/bool/i, 'boolean'],
  [/timestamp|datetime/i, 'timestamp'],
  [/date/i, 'date'],
];

const typeOf = native =>
  TYPES.find(([pattern]) => pattern.test(native))?.[1] ?? 'string';

/** The tables that `CREATE TABLE` statements make, as `schema.table`, with their columns. */
export function readDdl(ddl, schema) {
  const database = new Database(':memory:');
  try {
    // Keys say nothing of names and types, and generated DDL may name several for a table.
    database.exec(ddl.replace(/ PRIMARY KEY(?! *\()/gi, ''));
    const tables = database
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`)
      .all()
      .filter(({ name }) => !name.startsWith('sqlite_'));
    return tables.map(({ name }) => ({
      name: `${schema}.${name}`,
      columns: database
        .prepare('SELECT name, type FROM pragma_table_info(?)')
        .all(name)
        .map(column => ({
          name: column.name,
          type: typeOf(column.type),
          nativeType: column.type,
        })),
    }));
  } finally {
    database.close();
  }
}
