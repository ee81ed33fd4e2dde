/** The agent over a warehouse, with what a model once answered in place of the model, or with a live one. */
import { join } from 'node:path';
import { openDesk } from './agent/AgentDesk.mjs';
import { openScorer } from './agent/independentScorer.mjs';
import { measureLive } from './agent/measureLive.mjs';
import { startPlayer } from './agent/playRecorded.mjs';
import { readQuestions } from './agent/readQuestions.mjs';
import { sameRows } from './agent/sameRows.mjs';
import { quantile, round } from './lib/quantile.mjs';

const WARM_UP = 5;
const DIFFERENCES_SHOWN = 12;
const VARIANTS = ['gpt4', 'gpt4sc', 'graphix', 'gold'];

export async function measure(options) {
  const { data, variant = 'gpt4', strings = false, limit, say } = options;
  if (!data) {
    throw new Error('Say with --data where warehouse.duckdb lies');
  }
  if (!VARIANTS.includes(variant)) {
    throw new Error(`--variant is one of ${VARIANTS.join(', ')}`);
  }
  const path = join(data, 'warehouse.duckdb');
  const { questions, schemas } = await readQuestions(data, {
    variant,
    strings,
    limit,
  });
  if (options.live) {
    return measureLive({ ...options, path, questions, schemas });
  }
  const player = await startPlayer();
  const scorer = await openScorer(path);
  const desk = await openDesk({
    path,
    schemas,
    model: { baseUrl: player.baseUrl, answering: { model: 'recorded' } },
  });
  try {
    const runs = [];
    let goldRefused = 0;
    for (const asked of questions.slice(0, WARM_UP)) {
      player.play(asked);
      await desk.ask(asked.db, asked.question);
    }
    for (const [n, asked] of questions.entries()) {
      let gold;
      try {
        gold = await desk.query(asked.db, asked.gold);
      } catch {
        goldRefused += 1;
        continue;
      }
      runs.push(await askOne({ asked, gold, desk, player, scorer }));
      if ((n + 1) % 100 === 0) {
        say(`${n + 1} of ${questions.length} questions`);
      }
    }
    tell(runs, say);
    return { ...figuresOf(runs), goldRefused, variant };
  } finally {
    await desk.close();
    await player.close();
    scorer.close();
  }
}

async function askOne({ asked, gold, desk, player, scorer }) {
  const hand = player.play(asked);
  const { answer, error, steps, ms, engineMs } = await desk.ask(
    asked.db,
    asked.question,
  );
  const { match, refused } = await scorer.score(asked);
  const isAnswer = answer?.tier === 'grounded' || answer?.tier === 'verified';
  return {
    asked,
    match:
      isAnswer &&
      answer.rows !== undefined &&
      !answer.truncated &&
      sameRows(answer.rows, gold.rows),
    independent: match,
    refused,
    told: hand.told,
    error,
    tier: answer?.tier,
    isAnswer,
    hasSqlAndSources:
      isAnswer &&
      !!answer.sql &&
      !!answer.sources?.some(({ kind }) => kind === 'dataset'),
    steps: answer?.usage?.steps ?? steps.length,
    overheadMs: ms - hand.ms - engineMs,
    ms,
  };
}

const share = (runs, test) => round(runs.filter(test).length / runs.length, 4);

function figuresOf(runs) {
  const p = (key, at) =>
    quantile(
      runs.map(run => run[key]),
      at,
    );
  const answers = runs.filter(({ isAnswer }) => isAnswer);
  return {
    questions: runs.length,
    executionMatch: share(runs, ({ match }) => match),
    independentMatch: share(runs, ({ independent }) => independent),
    answeredWithSqlAndSources: share(
      answers,
      ({ hasSqlAndSources }) => hasSqlAndSources,
    ),
    steps: { p50: p('steps', 0.5), p95: p('steps', 0.95) },
    overheadP50Ms: round(p('overheadMs', 0.5), 1),
    overheadP95Ms: round(p('overheadMs', 0.95), 1),
    answers: answers.length,
    engineRefused: runs.filter(({ refused }) => refused !== undefined).length,
    productRefused: runs.filter(
      ({ isAnswer, refused }) => !isAnswer && refused === undefined,
    ).length,
  };
}

/** Where the product and the scorer differ, and why, as far as it says so. */
function tell(runs, say) {
  const different = runs.filter(run => run.match !== run.independent);
  say(`${different.length} differ from the independent scorer`);
  for (const run of different.slice(0, DIFFERENCES_SHOWN)) {
    say(
      JSON.stringify({
        product: run.match,
        scorer: run.independent,
        tier: run.tier,
        why: run.told ?? run.error,
        db: run.asked.db,
        sql: run.asked.sql,
        gold: run.asked.gold,
      }),
    );
  }
  const refusals = runs.filter(
    ({ isAnswer, refused }) => !isAnswer && refused === undefined,
  );
  for (const { asked, told, error, tier } of refusals) {
    say(
      `The product gave no answer where the engine takes the statement: ${JSON.stringify(
        { db: asked.db, sql: asked.sql, tier, why: told ?? error },
      )}`,
    );
  }
}
