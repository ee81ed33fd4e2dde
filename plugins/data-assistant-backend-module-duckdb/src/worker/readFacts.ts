import { Session } from './Database';
import { foldName, joinName } from './tableName';

/** What the engine knows of a warehouse and the parser does not. */
export interface WarehouseFacts {
  /** Macros, in lower case, that a call without a schema reaches before the engine's own function of the name. */
  macros: ReadonlySet<string>;
  /** Schemas and catalogs, in lower case: what a function may be in. */
  namespaces: ReadonlySet<string>;
  hasViews: boolean;
  /** Whether a name, its parts as the engine looks for them, is a view's. */
  isView(parts: readonly string[]): boolean;
  /**
   * Parts of a table's name as the engine looks for it: without the warehouse's own catalog, and with the schema
   * `main` where another one is the default and has no such table. A name that only the catalog qualifies is bare.
   */
  locate(parts: readonly string[]): readonly string[];
}

/** Asks the engine. The file cannot change while it is open, so asking once is enough. */
export async function readFacts(session: Session): Promise<WarehouseFacts> {
  const rows = async (sql: string) =>
    (await (await session.rows(sql)).getRows()).map(row => row.map(String));
  const [[catalog, schema]] = await rows(
    'SELECT current_database(), current_schema()',
  );
  const macros = await rows(
    `SELECT function_name FROM duckdb_functions()
      WHERE NOT internal AND database_name = current_database()
        AND schema_name IN ('main', current_schema())`,
  );
  const namespaces = await rows(
    `SELECT schema_name FROM duckdb_schemas()
      UNION SELECT database_name FROM duckdb_databases()
      UNION SELECT unnest(['main', 'pg_catalog', 'information_schema', 'system', 'temp'])`,
  );
  const relations = await rows(
    `SELECT schema_name, table_name, 'table' FROM duckdb_tables()
      WHERE NOT internal AND database_name = current_database()
      UNION ALL
     SELECT schema_name, view_name, 'view' FROM duckdb_views()
      WHERE NOT internal AND database_name = current_database()`,
  );
  const kinds = new Map(
    relations.map(([of, name, kind]) => [key([of, name]), kind]),
  );
  return {
    macros: new Set(macros.map(([name]) => foldName(name))),
    namespaces: new Set(namespaces.map(([name]) => foldName(name))),
    hasViews: [...kinds.values()].includes('view'),
    isView: parts =>
      kinds.get(key(parts.length === 1 ? [schema, ...parts] : parts)) ===
      'view',
    locate: parts => {
      const ofCatalog = isSame(parts[0], catalog);
      if (parts.length === 3 && ofCatalog) {
        return parts.slice(1);
      }
      // `a.b` is the table `b` of the catalog `a` when there is no schema `a`.
      const bare =
        parts.length === 2 && ofCatalog && !kinds.has(key(parts))
          ? parts.slice(1)
          : parts;
      const elsewhere =
        bare.length === 1 &&
        !isSame(schema, 'main') &&
        !kinds.has(key([schema, ...bare]));
      return elsewhere ? ['main', ...bare] : bare;
    },
  };
}

function key(parts: readonly string[]): string {
  return foldName(joinName(parts));
}

function isSame(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}
