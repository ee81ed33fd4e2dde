/** Runs of several users on workers that are disturbed at random, followed by readers, to the end of all. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createConversation, postQuestion } from '../backend/Asker.mjs';
import { end, messageWith } from '../backend/Site.mjs';
import { seeded } from '../lib/seeded.mjs';
import { Disturber } from './Disturber.mjs';
import { readJournal } from './Journal.mjs';
import { Reader } from './Reader.mjs';

const USERS = 12;
const UNDER_WAY = 24;
/** Each run has five minutes from the product; that much beyond the last question is waited. */
const PATIENCE_MS = 150_000;

/**
 * @param prepare called once the schema is there, before the first question
 * @param query runs one statement on the plugin's tables
 */
export async function runChaos(options) {
  const { site, workers, runs, seed, kinds, say, prepare, query, cut } =
    options;
  const random = seeded(seed);
  await Promise.all(workers.map(worker => site.whenReady(worker)));
  await prepare?.();
  const disturber = new Disturber({ site, workers, kinds, random, say, cut });
  const choose = () => workers[Math.floor(random() * workers.length)];
  const accepted = new Map();
  const readers = [];
  const following = new Set();
  let giveUpAt = Infinity;

  const retry = async work => {
    for (;;) {
      try {
        return await work(choose().baseUrl);
      } catch (error) {
        // What no backend took is asked again, with the same key; what is wrong is not. A backend that starts says 404,
        // with nothing else, until the plugin is there.
        const isStarting = error.status === 404 && error.body === '';
        if (
          error.status &&
          !isStarting &&
          ![429, 500, 502, 503].includes(error.status)
        ) {
          throw error;
        }
        await delay(300);
      }
    }
  };
  const askOne = async n => {
    const token = site.users.tokenOf(`user-${n % USERS}`);
    const { id } = await retry(url => createConversation(url, token));
    const key = randomUUID();
    const run = await retry(url =>
      postQuestion(url, token, {
        conversation: id,
        question: `How many orders were there without number ${n}?`,
        key,
      }),
    );
    accepted.set(n, run.id);
    const reader = new Reader({ runId: run.id, token, choose, random });
    readers.push(reader);
    await reader.follow(Math.min(giveUpAt, performance.now() + 330_000));
  };

  disturber.start();
  for (let n = 1; n <= runs; n++) {
    while (following.size >= UNDER_WAY) {
      await Promise.race(following);
    }
    const work = askOne(n).finally(() => following.delete(work));
    following.add(work);
    if (n % 50 === 0) {
      say(`${n} of ${runs} asked; ${JSON.stringify(disturber.counts)}`);
    }
  }
  giveUpAt = performance.now() + PATIENCE_MS;
  await Promise.race([
    Promise.all(following),
    delay(PATIENCE_MS, undefined, { ref: false }),
  ]);
  await disturber.stop();

  const told = messageWith(site.model, 'requests');
  site.model.send({ command: 'requests' });
  const { requests } = await told;
  const { gapsInTable, ...journal } = await readJournal({
    query,
    accepted,
    requests,
    stalls: disturber.stalls,
    verdicts: await readVerdicts(site),
  });
  const gapsSeen = readers.filter(({ gaps, ended }) => gaps > 0 || !ended);
  for (const reader of gapsSeen.slice(0, 5)) {
    const { runId, lastSeq, ended, gaps } = reader;
    say(
      `A reader saw a gap: ${JSON.stringify({ runId, lastSeq, ended, gaps })}`,
    );
  }
  return {
    runs: accepted.size,
    ...journal,
    eventGaps: gapsInTable + gapsSeen.length,
    kills: disturber.counts.kill ?? 0,
    pauses: disturber.counts.pause ?? 0,
    disconnects: disturber.counts.disconnect ?? 0,
    connections: readers.reduce((sum, each) => sum + each.connections, 0),
    modelCalls: requests.length,
  };
}

/** How often a tool was about to run SQL, by run, from the audit events of all workers. */
async function readVerdicts({ home }) {
  const verdicts = new Map();
  const file = createReadStream(join(home, 'audit.log'));
  for await (const line of createInterface({ input: file })) {
    if (line.includes('"sql-verdict"') && line.includes('"succeeded"')) {
      const runId = /"runId":"([^"]+)"/.exec(line)?.[1];
      verdicts.set(runId, (verdicts.get(runId) ?? 0) + 1);
    }
  }
  return verdicts;
}

export async function endAll(workers) {
  await Promise.all(
    workers.map(({ child }) => {
      child.kill('SIGCONT');
      return end(child, 'SIGKILL');
    }),
  );
}
