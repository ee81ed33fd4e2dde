/**
 * The same questions with a model that is there, and what a cluster's curated context does for it: no pairs up to twenty,
 * with and without docs. The result goes into a Markdown table.
 */
import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { quantile, round } from '../lib/quantile.mjs';
import { readJsonLines } from '../lib/readJsonLines.mjs';
import { sample, seeded } from '../lib/seeded.mjs';
import { openDesk } from './AgentDesk.mjs';
import { sameRows } from './sameRows.mjs';

const PAIRS = [0, 5, 10, 20];
const SEED = 20_261_122;

const words = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
const spaceless = sql => sql.toLowerCase().replace(/[\s;]+/g, '');

/** Where the model is comes from the environment, so that no key stands in a command line. */
function readModel(env) {
  const { BENCH_MODEL_BASE_URL, BENCH_MODEL, BENCH_MODEL_API_KEY } = env;
  if (!BENCH_MODEL_BASE_URL || !BENCH_MODEL) {
    throw new Error(
      'For --live set BENCH_MODEL_BASE_URL and BENCH_MODEL, and BENCH_MODEL_API_KEY where the endpoint wants one',
    );
  }
  return {
    baseUrl: BENCH_MODEL_BASE_URL,
    ...(BENCH_MODEL_API_KEY ? { apiKey: BENCH_MODEL_API_KEY } : {}),
    answering: { model: BENCH_MODEL },
  };
}

/** Nobody has written docs for these databases: what joins with what, and what is in columns of few values. */
async function writeDocs(path, schemas) {
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    "SELECT table_schema, column_name, list(table_name ORDER BY table_name) FROM information_schema.columns GROUP BY 1, 2 HAVING count(*) > 1 AND column_name ILIKE '%id%' OR count(*) > 1 AND column_name ILIKE '%code%'",
  );
  const joins = Map.groupBy(reader.getRowsJson(), ([schema]) => schema);
  connection.closeSync();
  instance.closeSync();
  return new Map(
    [...schemas.keys()].map(schema => [
      schema,
      [
        {
          id: `${schema}/joins`,
          title: 'How the tables join',
          body:
            (joins.get(schema) ?? [])
              .map(
                ([, column, tables]) =>
                  `${tables.join(', ')} join on ${column}.`,
              )
              .join('\n\n') || 'Each table stands by itself.',
          terms: [],
          path: 'docs/joins.md',
        },
      ],
    ]),
  );
}

/** Pairs of the cluster in a random order, without the question itself and without what has its SQL. */
function pairsFor(asked, all, count) {
  const others = all.filter(
    ({ question, sql }) =>
      words(question) !== words(asked.question) &&
      ![asked.gold, asked.sql].some(
        known => spaceless(sql) === spaceless(known),
      ),
  );
  return sample(others, count, seeded(SEED)).map(({ id, question, sql }) => ({
    id: `${asked.db}/${id}`,
    question,
    sql,
  }));
}

async function measureOne({ desk, questions, pairs, docs, count }) {
  const runs = [];
  for (const asked of questions) {
    let gold;
    try {
      gold = await desk.query(asked.db, asked.gold);
    } catch {
      continue;
    }
    await desk.put(asked.db, {
      pairs: pairsFor(asked, pairs.get(asked.db) ?? [], count),
      docs: docs?.get(asked.db) ?? [],
    });
    const { answer, error, steps, ms } = await desk.ask(
      asked.db,
      asked.question,
    );
    runs.push({
      match: !!answer?.rows && sameRows(answer.rows, gold.rows),
      tier: answer?.tier ?? error?.code ?? 'none',
      steps: answer?.usage?.steps ?? steps.length,
      tokens:
        (answer?.usage?.inputTokens ?? 0) + (answer?.usage?.outputTokens ?? 0),
      ms,
    });
  }
  const of = tier =>
    round(runs.filter(run => run.tier === tier).length / runs.length);
  const p50 = key =>
    quantile(
      runs.map(run => run[key]),
      0.5,
    );
  return {
    pairs: count,
    docs: docs !== undefined,
    questions: runs.length,
    executionMatch: round(runs.filter(run => run.match).length / runs.length),
    grounded: of('grounded'),
    verified: of('verified'),
    stepsP50: p50('steps'),
    tokensP50: p50('tokens'),
    secondsP50: round(p50('ms') / 1000, 1),
  };
}

function toTable(model, rows) {
  const keys = Object.keys(rows[0]);
  const line = cells => `| ${cells.join(' | ')} |`;
  return [
    `Model: \`${model}\``,
    '',
    line(keys),
    line(keys.map(() => '---')),
    ...rows.map(row => line(keys.map(key => row[key]))),
    '',
  ].join('\n');
}

/** @returns `live`: a row for each number of pairs, with and without docs */
export async function measureLive({
  data,
  path,
  questions,
  schemas,
  out,
  say,
}) {
  const model = readModel(process.env);
  const docs = await writeDocs(path, schemas);
  const pairs = Map.groupBy(
    readJsonLines(data, 'pairs.jsonl').filter(pair => pair.reproducible),
    ({ cluster }) => cluster,
  );
  const desk = await openDesk({ path, schemas, model });
  const rows = [];
  try {
    for (const withDocs of [false, true]) {
      for (const count of PAIRS) {
        const row = await measureOne({
          desk,
          questions,
          pairs,
          count,
          docs: withDocs ? docs : undefined,
        });
        rows.push(row);
        say(JSON.stringify(row));
        if (out) {
          writeFileSync(out, toTable(model.answering.model, rows));
        }
      }
    }
  } finally {
    await desk.close();
  }
  return { model: model.answering.model, live: rows };
}
