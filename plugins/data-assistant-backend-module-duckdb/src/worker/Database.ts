import {
  DuckDBConnection,
  DuckDBPreparedStatement,
  DuckDBResult,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { EngineSettings } from '../protocol';
import { quoteText } from './quoteName';
import { EngineError, toFailure } from './EngineError';

// https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
const LOCKED_DOWN = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_unsigned_extensions: 'false',
  max_temp_directory_size: '0KB',
  max_expression_depth: '250',
};

// `duckdb_statement_type` of the C API; the declarations have an enum of it, the bindings none.
const SELECT_STATEMENT = 1;

/** A prepared SELECT and the handle that the bindings know it by. */
export interface PreparedSelect {
  handle: duckdb.PreparedStatement;
  statement: DuckDBPreparedStatement;
}

/** A connection for one call alone, so that nothing which a statement leaves behind reaches the next. */
export class Session {
  readonly #handle: duckdb.Connection;
  readonly #connection: DuckDBConnection;
  #interrupted = false;

  constructor(handle: duckdb.Connection) {
    this.#handle = handle;
    this.#connection = new DuckDBConnection(handle);
  }

  /** Statements of our own. */
  async rows(sql: string, values?: string[]): Promise<DuckDBResult> {
    this.throwIfInterrupted();
    return this.#connection.run(sql, values);
  }

  /** @throws EngineError unless `sql` is exactly one SELECT. */
  async prepareSelect(sql: string): Promise<PreparedSelect> {
    this.throwIfInterrupted();
    const handle = await duckdb.prepare(this.#handle, sql);
    const statement = new DuckDBPreparedStatement(handle);
    if (Number(statement.statementType) !== SELECT_STATEMENT) {
      statement.destroySync();
      throw new EngineError('invalid-sql', 'Only one SELECT can be run');
    }
    return { handle, statement };
  }

  /** Whether the engine can bind `sql`. */
  async canPrepare(sql: string): Promise<boolean> {
    try {
      (await this.prepareSelect(sql)).statement.destroySync();
      return true;
    } catch (error) {
      if (toFailure(error, '').code !== 'invalid-sql') {
        throw error;
      }
      return false;
    }
  }

  /** Tables that the engine reads for `sql`, those under views and macros too, as it writes names. Empty when it cannot bind `sql`. */
  tableNames(sql: string): readonly string[] {
    this.throwIfInterrupted();
    return this.#connection.getTableNames(sql, true);
  }

  /** Binds and plans what was prepared, without running it. */
  plan(prepared: PreparedSelect): void {
    this.throwIfInterrupted();
    duckdb.pending_prepared_streaming(prepared.handle);
  }

  /** Runs what was prepared; chunks are computed as they are fetched. */
  async stream(prepared: PreparedSelect): Promise<DuckDBResult> {
    this.throwIfInterrupted();
    return new DuckDBResult(
      await duckdb.execute_prepared_streaming(prepared.handle),
    );
  }

  interrupt(): void {
    this.#interrupted = true;
    this.#connection.interrupt();
  }

  throwIfInterrupted(): void {
    if (this.#interrupted) {
      throw new EngineError('cancelled', 'The query was cancelled');
    }
  }

  close(): void {
    this.#connection.closeSync();
  }
}

/** An opened and locked instance. */
export class Database {
  readonly #handle: duckdb.Database;

  readonly #schema: string | undefined;

  private constructor(handle: duckdb.Database, schema?: string) {
    this.#handle = handle;
    this.#schema = schema;
  }

  /** Opens the file of a warehouse read-only. */
  static async openFile(settings: EngineSettings): Promise<Database> {
    return Database.#open(
      settings.path,
      {
        access_mode: 'READ_ONLY',
        ...LOCKED_DOWN,
        memory_limit: settings.memory,
        threads: String(settings.threads),
      },
      settings.schema,
    );
  }

  /** Opens an instance without any table, for parsing only. */
  static async openEmpty(): Promise<Database> {
    return Database.#open(':memory:', {
      ...LOCKED_DOWN,
      memory_limit: '128MB',
      threads: '1',
    });
  }

  async connect(): Promise<Session> {
    const session = new Session(await duckdb.connect(this.#handle));
    if (this.#schema !== undefined) {
      await session.rows(`SET schema = ${quoteText(this.#schema)}`);
    }
    return session;
  }

  static async #open(
    path: string,
    options: Record<string, string>,
    schema?: string,
  ): Promise<Database> {
    const config = duckdb.create_config();
    for (const [name, value] of Object.entries(options)) {
      duckdb.set_config(config, name, value);
    }
    const database = new Database(await duckdb.open(path, config), schema);
    const session = await database.connect();
    try {
      // In this order: the file is open by now, without a place to spill to a lack of memory is called that, and
      // after the lock nothing can be set.
      await session.rows(`SET temp_directory=''`);
      await session.rows('SET enable_external_access=false');
      await session.rows(`SET disabled_filesystems='LocalFileSystem'`);
      await session.rows('SET lock_configuration=true');
    } finally {
      session.close();
    }
    return database;
  }
}
