/** Recorded questions with the statements of models, and the tables they are about. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { listSchemas } from '../lib/duckDbWarehouse.mjs';
import { quoteStrings } from '../lib/pairMatch.mjs';
import { readJsonLines } from '../lib/readJsonLines.mjs';

async function columnsOf(path) {
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    'SELECT table_schema, lower(column_name) FROM information_schema.columns',
  );
  const columns = Map.groupBy(reader.getRows(), ([schema]) => schema);
  connection.closeSync();
  instance.closeSync();
  return new Map(
    [...columns].map(([schema, rows]) => [
      schema,
      new Set(rows.map(([, name]) => name)),
    ]),
  );
}

/**
 * Gold is the measure, so "text" in it that is no column's name is made a string, as its own engine reads it. The
 * recorded statements stay as they are, unless `strings` asks for the same of them.
 *
 * @returns `questions`: `[{ db, question, gold, sql }]` of databases that are there; `schemas`: `Map<db, tables>`
 */
export async function readQuestions(data, { variant, strings, limit }) {
  const path = join(data, 'warehouse.duckdb');
  const all = await listSchemas(path);
  const columns = await columnsOf(path);
  const questions = readJsonLines(data, 'recorded_llm', 'spider_dev.jsonl')
    .filter(({ db }) => all.has(db))
    .slice(0, limit === undefined ? undefined : Number(limit))
    .map(row => {
      const mend = sql => quoteStrings(sql, columns.get(row.db));
      return {
        db: row.db,
        question: row.question,
        gold: mend(row.gold),
        sql: strings ? mend(row[variant]) : row[variant],
      };
    });
  const used = new Set(questions.map(({ db }) => db));
  return {
    questions,
    schemas: new Map([...all].filter(([schema]) => used.has(schema))),
  };
}
