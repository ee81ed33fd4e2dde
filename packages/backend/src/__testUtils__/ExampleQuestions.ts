import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface QuestionFile {
  placeholders: Record<string, string>;
  questions: { ask: string; cluster: string; expect: { sql: string } }[];
}

/** A question with the rows that independent SQL gives for it. */
export interface ExpectedAnswer {
  ask: string;
  cluster: string;
  rows: string[];
}

const DECIMALS = 6;

function canonicalCell(value: unknown): string {
  const number =
    typeof value === 'boolean' || value === null || value === ''
      ? NaN
      : Number(value);
  return Number.isFinite(number)
    ? String(Number(number.toFixed(DECIMALS)))
    : String(value);
}

/** Rows as a multiset of values: neither the order of rows nor that of columns matters. */
export function canonicalRows(rows: unknown[][]): string[] {
  return rows.map(row => row.map(canonicalCell).sort().join(' | ')).sort();
}

/** The questions of `examples/questions`, with their answers computed on a warehouse file. */
export class ExampleQuestions {
  readonly #connection: DuckDBConnection;
  readonly #file: QuestionFile;

  private constructor(connection: DuckDBConnection, file: QuestionFile) {
    this.#connection = connection;
    this.#file = file;
  }

  static async open(options: { warehouse: string; questions: string }) {
    const instance = await DuckDBInstance.create(options.warehouse, {
      access_mode: 'READ_ONLY',
    });
    return new ExampleQuestions(
      await instance.connect(),
      parse(readFileSync(options.questions, 'utf8')),
    );
  }

  async #rows(sql: string): Promise<unknown[][]> {
    return (await this.#connection.runAndReadAll(sql)).getRowsJson();
  }

  async expectedAnswers(): Promise<ExpectedAnswer[]> {
    const [[lastDay]] = await this.#rows(
      'SELECT last_day::VARCHAR FROM main.generator_info',
    );
    const expressionOf = (name: string) =>
      `(${this.#file.placeholders[name].replaceAll(
        '{{last_day}}',
        `DATE '${lastDay}'`,
      )})`;
    const answers: ExpectedAnswer[] = [];
    for (const { ask, cluster, expect } of this.#file.questions) {
      let asked = ask;
      for (const [whole, name] of ask.matchAll(/\{\{(\w+)\}\}/g)) {
        const [[day]] = await this.#rows(
          `SELECT ${expressionOf(name)}::DATE::VARCHAR`,
        );
        asked = asked.replace(whole, String(day));
      }
      const sql = expect.sql.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name) =>
        expressionOf(name),
      );
      answers.push({
        ask: asked,
        cluster,
        rows: canonicalRows(await this.#rows(sql)),
      });
    }
    return answers;
  }

  close() {
    this.#connection.closeSync();
  }
}
