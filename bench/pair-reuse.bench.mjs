/**
 * Whether a vetted pair answers a paraphrase of its question, and nothing answers a question that only looks alike.
 * Each probe is asked within its cluster, as on the cluster's page.
 */
import { DateTime } from 'luxon';
import { loadPairMatch, quoteStrings } from './lib/pairMatch.mjs';
import { openResults } from './lib/pairResults.mjs';
import { backend } from './lib/product.mjs';
import { quantile, round } from './lib/quantile.mjs';

const { decideMatch } = backend('verified/decideMatch');

/** The share of all matches found when the bar is where so many of the negatives pass it. */
function recallAt(falseAccepts, outcomes) {
  const negatives = outcomes.filter(({ hasMatch }) => !hasMatch);
  const accepted = negatives
    .filter(({ isRight }) => !isRight)
    .map(({ confidence }) => confidence)
    .sort((a, b) => b - a);
  const bar = accepted[Math.floor(falseAccepts * negatives.length)] ?? -1;
  const matches = outcomes.filter(({ hasMatch }) => hasMatch);
  const found = matches.filter(
    ({ isRight, confidence }) => isRight && confidence > bar,
  );
  return found.length / matches.length;
}

export async function measure({ data, say }) {
  const now = DateTime.utc();
  const { clusters, probes } = await loadPairMatch({ data, now });
  const results = await openResults(data);
  const outcomes = [];
  const times = [];
  // By cluster, since each has a connection of its own.
  const inOrder = [...probes].sort((a, b) =>
    a.cluster.localeCompare(b.cluster),
  );
  for (const probe of inOrder) {
    const { compiled, pairs, columns } = clusters.get(probe.cluster);
    const start = performance.now();
    const { chosen, candidates } = decideMatch(probe.question, [compiled], {
      now,
      onlyCluster: true,
    });
    times.push(performance.now() - start);
    const [best] = candidates;
    const isMatch = best !== undefined && best.pair.id === probe.match;
    const own = probe.match
      ? pairs.get(probe.match).sql
      : quoteStrings(probe.sql, columns);
    const expected =
      best && !isMatch ? await results.resultOf(probe.cluster, own) : undefined;
    outcomes.push({
      hasMatch: probe.match !== null,
      isMatch,
      isRight:
        isMatch ||
        (expected !== undefined &&
          expected === (await results.resultOf(probe.cluster, best.pair.sql))),
      isServed: chosen !== undefined,
      confidence: best?.confidence ?? 0,
    });
    if (outcomes.length % 500 === 0) {
      say(`${outcomes.length} of ${probes.length}`);
    }
  }
  results.close();
  const matches = outcomes.filter(({ hasMatch }) => hasMatch);
  const served = outcomes.filter(({ isServed }) => isServed);
  const servedRight = served.filter(({ isRight }) => isRight);
  const wrongNegatives = served.filter(o => !o.hasMatch && !o.isRight);
  return {
    recallAtFalseAccept1: round(recallAt(0.01, outcomes)),
    recallAtFalseAccept5: round(recallAt(0.05, outcomes)),
    servedShare: round(
      servedRight.filter(({ hasMatch }) => hasMatch).length / matches.length,
    ),
    servedPrecision: round(servedRight.length / served.length),
    falseAcceptRate: round(
      wrongNegatives.length / (outcomes.length - matches.length),
      4,
    ),
    top1: round(
      matches.filter(({ isMatch }) => isMatch).length / matches.length,
    ),
    served: served.length,
    p50Ms: round(quantile(times, 0.5), 1),
    p95Ms: round(quantile(times, 0.95), 1),
  };
}
