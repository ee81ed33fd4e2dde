import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';

const PATH = join(__dirname, '..', '.cairn', 'e2e', 'tidewave.duckdb');

/** The warehouse of the portal under test, opened beside it to compute what its answers must be. */
export class Warehouse {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(): Promise<Warehouse> {
    const instance = await DuckDBInstance.create(PATH, {
      access_mode: 'READ_ONLY',
    });
    return new Warehouse(instance, await instance.connect());
  }

  /** Every value as text, a day as YYYY-MM-DD. `$last_week` in the SQL is the Monday of the last whole week, `$today` today. */
  async rows(sql: string): Promise<string[][]> {
    const today = '((SELECT last_day FROM main.generator_info) + 1)';
    const lastWeek = `(date_trunc('week', ${today})::DATE - 7)`;
    const reader = await this.#connection.runAndReadAll(
      sql.replaceAll('$last_week', lastWeek).replaceAll('$today', today),
    );
    return reader.getRowsJson().map(row => row.map(String));
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
