/**
 * Learns what the confidence of a match is computed with, and writes `verified/matchWeights.ts`. The figures are
 * of clusters that were left out of the learning (five parts, each left out once); the weights written are of all.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { fitLogistic, logit } from './lib/logistic.mjs';
import { loadPairMatch, quoteStrings } from './lib/pairMatch.mjs';
import { openResults } from './lib/pairResults.mjs';
import { backend, ROOT } from './lib/product.mjs';
import { round } from './lib/quantile.mjs';

const { FEATURES } = backend('verified/matchFeatures');
const { comparePairs } = backend('verified/decideMatch');
const { REFUSED_STEP, rivalOf, WIDEST_MARGIN } = backend('verified/matchModel');

const PARTS = 5;
/** Of a question's pairs the nearest teach most; the others are far from it. */
const NEAREST = 8;
/** A point more than asked for, since other clusters than these will be asked. */
const TARGET_PRECISION = 0.98;

/** The same part for a cluster in every run. */
function partOf(cluster) {
  let hash = 0;
  for (const char of cluster) {
    hash = (hash * 31 + char.codePointAt(0)) % 1_000_003;
  }
  return hash % PARTS;
}

function readRows({ clusters, probes, now }) {
  const overlap = FEATURES.indexOf('overlap');
  return probes.map(probe => {
    const { compiled } = clusters.get(probe.cluster);
    const candidates = comparePairs(probe.question, compiled, {
      now,
      onlyCluster: true,
    })
      .map(({ pair, match }) => ({
        x: match.comparison.features,
        pair,
        y: pair.id === probe.match ? 1 : 0,
        refused: match.refused,
        isExact: match.isExact,
      }))
      .sort((a, b) => b.x[overlap] - a.x[overlap]);
    return {
      probe,
      part: partOf(probe.cluster),
      hasMatch: probe.match !== null,
      candidates: candidates.filter(({ y }, rank) => rank < NEAREST || y),
    };
  });
}

const learn = questions =>
  fitLogistic(questions.flatMap(({ candidates }) => candidates));

/** The best candidate and its lead, as the product takes them. */
function judge(model, { candidates }) {
  const standing = candidates.map(candidate => ({
    ...candidate,
    standing:
      logit(model, candidate.x) - (candidate.refused ? REFUSED_STEP : 0),
  }));
  const [best, ...others] = standing.sort((a, b) => b.standing - a.standing);
  const rival = rivalOf(best, others);
  const margin = rival ? best.standing - rival.standing : WIDEST_MARGIN;
  return {
    x: [best.standing, Math.min(margin, WIDEST_MARGIN)],
    pair: best.pair,
    y: best.y,
    refused: best.refused,
  };
}

/** The least confidence from which on so many of what is served is right. */
function thresholdFor(served) {
  const sorted = [...served].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold = 1;
  sorted.forEach((item, index) => {
    right += item.isRight ? 1 : 0;
    if (right / (index + 1) >= TARGET_PRECISION) {
      threshold = item.confidence;
    }
  });
  return threshold;
}

/** Whether the pair gives what the probe's own SQL gives, be it the same pair or not. */
async function isRight({ y, pair, probe }, clusters, results) {
  if (y) {
    return true;
  }
  const { pairs, columns } = clusters.get(probe.cluster);
  const own = probe.match
    ? pairs.get(probe.match).sql
    : quoteStrings(probe.sql, columns);
  const expected = await results.resultOf(probe.cluster, own);
  return (
    expected !== undefined &&
    expected === (await results.resultOf(probe.cluster, pair.sql))
  );
}

const sigmoid = x => 1 / (1 + Math.exp(-x));

export async function measure({ data, say }) {
  const now = DateTime.utc();
  const loaded = await loadPairMatch({ data, now });
  say('Comparing');
  const questions = readRows({ ...loaded, now });
  const heldOut = [];
  for (let part = 0; part < PARTS; part++) {
    say(`Leaving out part ${part + 1} of ${PARTS}`);
    const others = questions.filter(question => question.part !== part);
    const model = learn(others);
    const margins = fitLogistic(others.map(q => judge(model, q)));
    for (const question of questions.filter(q => q.part === part)) {
      const judged = judge(model, question);
      // The clusters' own shifts come of their pairs alone, no probe is among them.
      const { confidenceShift } = loaded.clusters.get(
        question.probe.cluster,
      ).compiled;
      heldOut.push({
        ...judged,
        probe: question.probe,
        hasMatch: question.hasMatch,
        confidence: sigmoid(logit(margins, judged.x) + confidenceShift),
      });
    }
  }
  say('Running what would be served');
  const served = heldOut
    .filter(({ refused }) => !refused)
    .sort((a, b) => a.probe.cluster.localeCompare(b.probe.cluster));
  const results = await openResults(data);
  for (const item of served) {
    item.isRight = await isRight(item, loaded.clusters, results);
  }
  results.close();
  const serveAt = thresholdFor(served);
  const model = learn(questions);
  const margins = fitLogistic(questions.map(q => judge(model, q)));
  const weights = FEATURES.map(
    (name, i) => `  ${name}: ${round(model.weights[i], 4)},`,
  );
  const [similarity, margin] = margins.weights;
  writeFileSync(
    join(ROOT, 'plugins/data-assistant-backend/src/verified/matchWeights.ts'),
    `import type { FeatureName } from './matchFeatures';

// Written by \`npm run bench -- calibrate-matching\`, which bench/README.md explains. Not to be edited by hand.

/** Weights of a logistic regression over how a question and a pair differ. */
export const MATCH_WEIGHTS: Record<FeatureName, number> = {
${weights.join('\n')}
};
export const MATCH_INTERCEPT = ${round(model.intercept, 4)};

/** The second one, over the similarity of the best pair and its lead on the next. */
export const MARGIN_WEIGHTS = {
  similarity: ${round(similarity, 4)},
  margin: ${round(margin, 4)},
  intercept: ${round(margins.intercept, 4)},
};

/**
 * The confidence from which on a pair answers: on clusters that had no part in the learning, ${
   TARGET_PRECISION * 100
 } % of what
 * is answered from there on was right: it gave the rows that the question's own SQL gives.
 */
export const SERVE_AT = ${round(serveAt, 3)};
`,
  );
  const matches = heldOut.filter(({ hasMatch }) => hasMatch).length;
  const good = served.filter(({ confidence }) => confidence >= serveAt);
  return {
    questions: questions.length,
    serveAt: round(serveAt),
    heldOutPrecision: round(
      good.filter(item => item.isRight).length / good.length,
    ),
    heldOutShare: round(
      good.filter(item => item.hasMatch && item.isRight).length / matches,
    ),
  };
}
