import { PastTurn } from '../../conversations/RunExecutor';
import { toQuote, toSqlFence } from '../../context/pack/safeText';

const TURNS_AT_MOST = 4;
const LONGEST_QUESTION = 1_000;
const LONGEST_SENTENCE = 600;
const LONGEST_SQL = 2_000;

function writeTurn({ question, answer }: PastTurn): string {
  const { sentence, tier, sql, cluster } = answer;
  return [
    'Asked:',
    toQuote(answer.readAs ?? question, LONGEST_QUESTION),
    tier === 'uncovered' ? 'Not answered:' : 'Answered:',
    toQuote(sentence, LONGEST_SENTENCE),
    ...(cluster === undefined ? [] : [`From the cluster [${cluster}].`]),
    ...(sql === undefined || sql.length > LONGEST_SQL ? [] : [toSqlFence(sql)]),
  ].join('\n');
}

/** What was asked and answered before in the conversation; undefined when nothing was. */
export function writeHistory(history: readonly PastTurn[]): string | undefined {
  return history.length === 0
    ? undefined
    : [
        '# Earlier in this conversation, oldest first',
        'The question may go on from it. The rows are gone: a number that is needed again is queried again.',
        ...history.slice(-TURNS_AT_MOST).map(writeTurn),
      ].join('\n\n');
}
