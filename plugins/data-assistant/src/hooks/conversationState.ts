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
  question: string,
): ConversationDetail {
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
            text: question,
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
  return {
    ...detail,
    runs: detail.runs.map(run => (run.id === runId ? { ...run, status } : run)),
  };
}
