import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { ConversationService } from '../ConversationService';
import { RunJournal } from '../RunExecutor';
import { ana, until } from './Replicas';

/** Puts a question in a conversation of its own. */
export async function put(
  service: ConversationService,
  question = 'How many listeners?',
  asker = ana,
): Promise<Run> {
  const conversation = await service.create(asker);
  return service.postMessage(asker, conversation.id, {
    question,
    idempotencyKey: 'k',
  });
}

/** The run once it has ended. */
export async function hasEnded(
  service: ConversationService,
  run: Run,
  asker = ana,
): Promise<Run> {
  return until(async () => {
    const now = await service.getRun(asker, run.id);
    return now.finishedAt !== undefined && now;
  });
}

export const never = () => new Promise<never>(() => {});

/** Step `n` of a run that always takes the same course. */
export async function take(journal: RunJournal, n: number, work: () => void) {
  return journal.step({
    kind: n === 1 ? 'route' : 'match',
    title: (result: { n: number }) => `Step ${result.n}`,
    input: { n },
    work: async () => {
      work();
      return { n };
    },
  });
}
