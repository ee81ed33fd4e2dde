import { ModelMessage } from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { toQuote } from '../../context/pack/safeText';
import { PastTurn } from '../../conversations/RunExecutor';
import { AgentContext } from './AgentContext';
import { SYSTEM_PROMPT } from './systemPrompt';
import { writeHistory } from './writeHistory';

const LONGEST_QUESTION = 4_000;

/**
 * What a run begins with. The same request and context give the same text: what changes least stands first, and
 * the day is that of the question, whenever the run is resumed.
 */
export function writePrompt(options: {
  context: AgentContext;
  question: string;
  /** The question as it was understood, where it goes on from an earlier one. */
  readAs?: string;
  history: readonly PastTurn[];
  /** When it was asked, in the zone that decides what day it is. */
  askedAt: DateTime;
}): ModelMessage[] {
  const { context, question, readAs, history, askedAt } = options;
  const earlier = writeHistory(history);
  return [
    { role: 'system', text: SYSTEM_PROMPT },
    {
      role: 'user',
      text: [
        context.text,
        ...(earlier === undefined ? [] : [earlier]),
        '# The question',
        `It was asked on ${askedAt
          .setLocale('en')
          .toFormat('cccc, yyyy-MM-dd')}; that is today. Time zone: ${
          askedAt.zoneName
        }.`,
        toQuote(question, LONGEST_QUESTION),
        ...(readAs === undefined
          ? []
          : [
              'In the light of what was asked before it probably means:',
              toQuote(readAs, LONGEST_QUESTION),
            ]),
      ].join('\n\n'),
    },
  ];
}
