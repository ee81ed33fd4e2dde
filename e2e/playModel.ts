/** Plays the model of the portal under test, on loopback; tells its parent where it listens. */
import {
  ModelReply,
  modelReplies,
  ModelTestRequest,
  ModelTestServer,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { ASKS_BACK, NEVER_ENDS } from './modelQuestions';

const { call, giveUp, stalling } = {
  ...modelReplies,
  giveUp: () =>
    modelReplies.call('give_up', {
      missing: 'The context says nothing about this.',
    }),
};

const runSql = (sql: string, purpose: string) =>
  call('run_sql', { cluster: 'podcasts', sql, purpose }, `I try: ${purpose}`);

/** Tries what it may not read and what is not there, asks, and answers with what it then reads. */
const askBack = (results: string[]): ModelReply => {
  const replies = [
    () =>
      runSql('SELECT count(*) FROM finance.revenue_daily', 'Look elsewhere'),
    () => runSql('SELECT count(*) FROM podcasts.shows WHERE lang', 'Guess'),
    () =>
      call('ask_user', {
        question: ASKS_BACK.asks,
        choices: [...ASKS_BACK.choices],
      }),
    () => runSql(ASKS_BACK.sql, 'Count the publishers'),
    () =>
      call('answer', {
        sentence: ASKS_BACK.sentence(
          /^\| (\d+) \|$/m.exec(results.at(-1)!)![1],
        ),
        query: 'q1',
        confidence: 0.8,
        assumptions: ['The language of a show is the one it is spoken in'],
      }),
  ];
  return replies[results.length]();
};

function reply({ body }: ModelTestRequest): ModelReply {
  const said = (role: string) =>
    body.messages
      .filter(message => message.role === role)
      .map(({ content }) => content ?? '');
  const asked = said('user').join('\n');
  if (asked.includes(ASKS_BACK.question)) {
    return askBack(said('tool'));
  }
  return asked.includes(NEVER_ENDS.question)
    ? stalling(2, NEVER_ENDS.thought)
    : giveUp();
}

async function main() {
  const server = await ModelTestServer.start({ script: reply, record: false });
  process.send!({ baseUrl: server.baseUrl });
}

main();
