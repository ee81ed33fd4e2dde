/**
 * A model in a process of its own. It runs a query or more, and answers with the last one; asked about `later`, it asks
 * back, so that the run waits. With a seed it is slow and fails at random.
 */
import { modelTests } from '../lib/product.mjs';
import { seeded } from '../lib/seeded.mjs';

const { ModelTestServer, modelReplies } = modelTests();

const [queries, seed] = process.argv.slice(2).map(Number);
const random = seed ? seeded(seed) : undefined;
const SLOWEST_MS = 450;
/** Shares of the requests. */
const FAULTS = [
  [0.03, () => modelReplies.stalling(random() < 0.5 ? 0 : 1)],
  [0.04, () => modelReplies.truncated(1)],
  [0.05, () => modelReplies.rateLimited(1)],
  [0.05, () => modelReplies.failing(500)],
];
const requests = [];

function goodReply(question, results) {
  if (question.includes('later')) {
    return modelReplies.call('ask_user', {
      question: 'Which orders do you mean?',
      choices: ['All', 'Paid'],
    });
  }
  const number = /number (\d+)/.exec(question)?.[1] ?? 0;
  return results < queries
    ? modelReplies.call('run_sql', {
        cluster: 'shop',
        sql: `SELECT count(*) AS orders FROM shop.orders WHERE id <> ${number} AND id >= ${results}`,
      })
    : modelReplies.call('answer', {
        sentence: 'The table says how many orders there were.',
        query: `q${queries}`,
        confidence: 0.9,
      });
}

function reply({ body, headers }) {
  const asked = body.messages.findLast(({ role }) => role === 'user').content;
  const question = asked.slice(asked.indexOf('# The question'));
  const results = body.messages.filter(({ role }) => role === 'tool').length;
  const good = goodReply(question, results);
  if (!random) {
    return good;
  }
  requests.push({
    number: Number(/number (\d+)/.exec(question)?.[1]),
    turn: results,
    worker: headers.authorization?.replace('Bearer key-of-', ''),
    at: Date.now(),
  });
  let dice = random();
  for (const [share, fault] of FAULTS) {
    dice -= share;
    if (dice < 0) {
      return fault();
    }
  }
  return { ...good, delayMs: Math.round(random() * SLOWEST_MS) };
}

const server = await ModelTestServer.start({ record: false, script: reply });
process.on('message', ({ command }) => {
  if (command === 'requests') {
    process.send({ requests });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ baseUrl: server.baseUrl });
