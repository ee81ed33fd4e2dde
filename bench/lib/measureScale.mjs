/**
 * Measures the index over a database file, in a process that has nothing else in memory: started by
 * scale.bench.mjs with the file's path, it sends the figures to its parent.
 */
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { clusterUpdate, openStore } from './contextStore.mjs';
import { backend } from './product.mjs';
import { quantile, round } from './quantile.mjs';
import { clusterId } from './contextStore.mjs';
import { makeCluster, SIZE } from './scaleContext.mjs';
import { seeded } from './seeded.mjs';

const { DateTime } = createRequire(import.meta.url)('luxon');
const { ContextIndex } = backend('context/ContextIndex');
const { decideMatch } = backend('verified/decideMatch');

const QUESTIONS = 300;
const UPDATES = 60;
/** As many as a question's run routes to, see AnswerRunExecutor. */
const NEAR_CLUSTERS = 12;
const MEBIBYTE = 1024 * 1024;

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silent,
};

/** Each question comes by itself, as over HTTP. */
async function timed(work) {
  await setImmediate();
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

async function watched(work) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return {
    p99: round(delay.percentile(99) / 1e6, 1),
    max: round(delay.max / 1e6, 1),
  };
}

async function measure(filename) {
  const { store, close } = await openStore({ filename });
  const clusterIds = [...(await store.listVersions()).keys()];
  const now = DateTime.utc();
  const index = ContextIndex.create({ store, now: () => now, logger: silent });
  const route = question =>
    index.route(question, { clusterIds, limit: NEAR_CLUSTERS });

  const random = seeded(4_711);
  const pick = items => items[Math.floor(random() * items.length)];
  const probes = Array.from({ length: QUESTIONS }, () => {
    const { name, pairs } = makeCluster(Math.floor(random() * SIZE.clusters));
    return {
      name,
      question: pick(pairs).question.replace('last month', 'in October'),
    };
  });

  let coldMs;
  const before = process.cpuUsage();
  const coldLoop = await watched(async () => {
    coldMs = (await timed(() => route(probes[0].question))).ms;
  });
  const { user, system } = process.cpuUsage(before);
  process.stderr.write(
    `cold index: ${Math.round(coldMs)} ms, loop ${JSON.stringify(coldLoop)}\n`,
  );

  const times = { route: [], pack: [], match: [], update: [] };
  let first = 0;
  await index.pack(probes[0].question, {
    clusterId: clusterId(probes[0].name),
  });
  const workLoop = await watched(async () => {
    for (const { name, question } of probes) {
      const routed = await timed(() => route(question));
      times.route.push(routed.ms);
      first += routed.result.clusters[0].cluster.id === clusterId(name) ? 1 : 0;
      times.pack.push(
        (
          await timed(() =>
            index.pack(question, { clusterId: clusterId(name) }),
          )
        ).ms,
      );
    }
  });
  // Somebody has been answered before: the first match loads a parser.
  decideMatch(
    probes[0].question,
    await index.load([clusterId(probes[0].name)]),
    { now, onlyCluster: false },
  );
  const updates = Array.from({ length: UPDATES }, (_, n) => {
    const cluster = makeCluster(Math.floor(random() * SIZE.clusters));
    const pair = pick(cluster.pairs);
    pair.question = `How many gadgets of model ${n} did ${cluster.title} repaint this week?`;
    return { pair, update: clusterUpdate(cluster) };
  });
  const updateLoop = await watched(async () => {
    for (const { pair, update } of updates) {
      const { ms } = await timed(async () => {
        await store.replaceCluster(update);
        const { clusters } = await route(pair.question);
        const { id } = update.cluster;
        const pieces = await index.retrieve(pair.question, {
          clusterId: id,
          kinds: ['pair'],
          limit: 5,
        });
        const { chosen, near } = decideMatch(
          pair.question,
          await index.load([id]),
          { now, onlyCluster: false },
        );
        const matched = chosen ?? near[0];
        if (
          !clusters.some(({ cluster }) => cluster.id === id) ||
          !pieces.some(piece => piece.id === pair.id) ||
          matched?.pair.question !== pair.question
        ) {
          throw new Error(`The changed pair ${pair.id} was not found`);
        }
      });
      times.update.push(ms);
    }
  });
  const residentMiB = process.memoryUsage().rss / MEBIBYTE;
  for (const { question } of probes.slice(0, UPDATES)) {
    times.match.push(
      (
        await timed(async () => {
          const { clusters } = await route(question);
          const loaded = await index.load(
            clusters.map(({ cluster }) => cluster.id),
          );
          decideMatch(question, loaded, { now, onlyCluster: false });
        })
      ).ms,
    );
  }
  const residentAfterMatchingMiB = process.memoryUsage().rss / MEBIBYTE;
  await close();
  const p = (key, share) => round(quantile(times[key], share), 1);
  return {
    coldIndexSeconds: round(coldMs / 1000, 2),
    residentMiB: Math.round(residentMiB),
    routeP95Ms: p('route', 0.95),
    packP95Ms: p('pack', 0.95),
    updateP95Ms: p('update', 0.95),
    routeP50Ms: p('route', 0.5),
    packP50Ms: p('pack', 0.5),
    updateP50Ms: p('update', 0.5),
    matchP50Ms: p('match', 0.5),
    matchP95Ms: p('match', 0.95),
    routedFirst: round(first / probes.length),
    coldCpuSeconds: round((user + system) / 1e6, 2),
    coldLoopP99Ms: coldLoop.p99,
    coldLoopMaxMs: coldLoop.max,
    loopP99Ms: workLoop.p99,
    loopMaxMs: workLoop.max,
    updateLoopMaxMs: updateLoop.max,
    residentAfterMatchingMiB: Math.round(residentAfterMatchingMiB),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

process.send({ figures: await measure(process.argv[2]) });
process.disconnect();
