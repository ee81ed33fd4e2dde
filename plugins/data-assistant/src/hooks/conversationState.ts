import {
  ConversationDetail,
  Message,
  Run,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';

/** A question, the newest run that answers it, and what came of it. */
export interface Turn {
  question: Message;
  run?: Run;
  reply?: Message;
}

/** True while a run may still bring an answer. */
export function isActive(status: RunStatus): boolean {
  return status === 'queued' || status === 'running' || status === 'waiting';
}

/** True while a run is on its way to an answer by itself; one that waits for its asker is not. */
export function isWorking(status: RunStatus): boolean {
  return status === 'queued' || status === 'running';
}

/** The turns of a conversation, oldest first. */
export function turnsOf(detail: ConversationDetail): Turn[] {
  return detail.messages
    .filter(message => message.role === 'user')
    .map(question => {
      const run = detail.runs.findLast(
        candidate => candidate.messageId === question.id,
      );
      const reply =
        run &&
        detail.messages.find(
          message => message.role === 'assistant' && message.runId === run.id,
        );
      return { question, run, reply };
    });
}

/** The conversation with a question that was just posted, as the backend will tell it. */
export function withPosted(
  detail: ConversationDetail,
  run: Run,
  question: { text: string; cluster?: string },
): ConversationDetail {
  const { text, cluster } = question;
  const known = detail.messages.some(message => message.id === run.messageId);
  return {
    ...detail,
    messages: known
      ? detail.messages
      : [
          ...detail.messages,
          {
            id: run.messageId,
            role: 'user',
            text,
            ...(cluster && { cluster }),
            createdAt: run.createdAt,
            runId: run.id,
          },
        ],
    runs: [...detail.runs.filter(other => other.id !== run.id), run],
  };
}

/** The conversation with a run at a status, as its journal tells it. */
export function withRunStatus(
  detail: ConversationDetail,
  runId: string,
  status: RunStatus,
): ConversationDetail {
  const known = detail.runs.find(run => run.id === runId);
  // A journal that is read from its beginning tells what the run was before it ended.
  const isOld = known && !isActive(known.status) && isActive(status);
  return !known || isOld || known.status === status
    ? detail
    : {
        ...detail,
        runs: detail.runs.map(run =>
          run === known ? { ...run, status } : run,
        ),
      };
}
