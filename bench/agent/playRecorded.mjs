/** Plays a model that knows one statement: it runs it, and answers with what it gave, or gives up. */
import { modelTests } from '../lib/product.mjs';

const { ModelTestServer, modelReplies } = modelTests();

const GIVE_UP = () =>
  modelReplies.call('give_up', { missing: 'The statement did not run.' });

function reply({ body }, hand) {
  const results = body.messages.filter(({ role }) => role === 'tool');
  if (results.length === 0) {
    const { db, sql } = hand;
    return modelReplies.call('run_sql', { cluster: db, sql });
  }
  if (!results[0].content.startsWith('Query q1 ran.')) {
    hand.told = results[0].content;
    return GIVE_UP();
  }
  // The second time it was sent back, and says why it stays with it.
  return modelReplies.call('answer', {
    sentence: 'The table answers the question.',
    query: 'q1',
    confidence: 0.9,
    assumptions: results.length > 1 ? ['The result is right as it is.'] : [],
  });
}

/**
 * @returns `{ baseUrl, play({ db, sql }), close }`; `play` returns a hand whose `ms` counts the time in which the server
 *   had a request, and whose `told` is why the statement did not run
 */
export async function startPlayer() {
  let hand;
  const server = await ModelTestServer.start({
    record: false,
    script: request => {
      const start = performance.now();
      const playing = hand;
      request.ended.then(() => (playing.ms += performance.now() - start));
      return reply(request, playing);
    },
  });
  return {
    baseUrl: server.baseUrl,
    play(statement) {
      hand = { ...statement, ms: 0 };
      return hand;
    },
    close: () => server.close(),
  };
}
