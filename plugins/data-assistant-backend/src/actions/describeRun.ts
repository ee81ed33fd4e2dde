import { RunQuestion } from '@cairn/backstage-plugin-data-assistant-common';
import { toLine, toLines } from '../context/pack/safeText';
import { describeAnswer } from './describeAnswer';
import { PortalLinks } from './PortalLinks';
import { RunState } from './RunWaiter';

const LONGEST_TEXT = 2_000;
const LONGEST_CHOICE = 200;
const MAX_CHOICES = 20;

/** How a run stands, for a model: what there is, and what to do next. */
export function describeRun(
  { run, answer }: RunState,
  options: { links: PortalLinks },
) {
  const { id, conversationId, status, error, question } = run;
  return {
    status,
    runId: id,
    conversationId,
    link: options.links.conversation(conversationId),
    hint: hintFor(run),
    question: question && describeQuestion(question),
    error: error && {
      code: error.code,
      message: toLines(error.message, LONGEST_TEXT),
    },
    answer: answer && describeAnswer(answer),
  };
}

function describeQuestion({ n, text, choices }: RunQuestion) {
  return {
    n,
    text: toLines(text, LONGEST_TEXT),
    choices: choices
      .slice(0, MAX_CHOICES)
      .map(choice => toLine(choice, LONGEST_CHOICE)),
  };
}

function hintFor({ status, ahead }: RunState['run']): string | undefined {
  switch (status) {
    case 'running':
      return 'It is still worked on. Call again with this runId alone; that does not ask twice.';
    case 'queued':
      return `It waits for its turn${
        ahead ? `, with ${ahead} before it` : ''
      }. Call again with this runId alone; that does not ask twice.`;
    case 'waiting':
      return 'Put the question to the person, unless they have said it already, then call again with this runId, replyTo (the n of the question) and reply (one of the choices, or other words).';
    case 'failed':
      return 'There is no answer. Tell the person why; ask again only if the error says that this may help.';
    case 'cancelled':
      return 'Somebody cancelled it. Ask again only if the person wants that.';
    default:
      return undefined;
  }
}
