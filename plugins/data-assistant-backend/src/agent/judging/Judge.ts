import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import {
  ModelProvider,
  ModelRequest,
} from '@cairn/backstage-plugin-data-assistant-node';
import { z } from 'zod/v4';
import { countTokens } from '../../context/pack/countTokens';
import { toLine, toQuote, toSqlFence } from '../../context/pack/safeText';
import { RunJournal, RunUsage } from '../../conversations/RunExecutor';
import { boundResponse } from '../loop/boundResponse';
import { isEndpointError, isUnpaid } from '../loop/explainEndpointError';
import { reckonLost, reckonUsage } from '../loop/reckonUsage';
import { RanQuery } from '../tools/AgentNotes';
import { renderTable } from '../tools/renderTable';
import { JUDGE_PROMPT } from './judgePrompt';

/** An answer is not kept waiting for longer; it then goes without a judgement. */
const JUDGE_MS = 20_000;
const OUTPUT_TOKENS_AT_MOST = 500;
const LONGEST_TEXT = 4_000;
const LONGEST_DOUBT = 300;

const judgementForm = z.object({ holds: z.boolean(), doubt: z.string() });

/** What another model makes of an answer; `silent` when it could not be asked or wrote something else. */
type Judgement =
  | { kind: 'judged'; doubt?: string; used: RunUsage }
  | { kind: 'silent'; used: Partial<RunUsage> };

/** An answer that is about to be given. */
export interface JudgedAnswer {
  question: string;
  sentence: string;
  assumptions: readonly string[];
  query: RanQuery;
}

const textOf = ({ text }: { text: string }) => text;

/** Asks another model than the one that answers whether the SQL answers the question; each time a step of the journal. */
export class Judge {
  static create(options: {
    model: ModelProvider;
    logger: LoggerService;
  }): Judge {
    return new Judge(options.model, options.logger);
  }

  readonly #model: ModelProvider;
  readonly #logger: LoggerService;

  private constructor(model: ModelProvider, logger: LoggerService) {
    this.#model = model;
    this.#logger = logger;
  }

  /** What the model doubts; undefined when it holds the answer to be right, or says nothing that can be used. */
  async doubt(
    answer: JudgedAnswer,
    journal: RunJournal,
  ): Promise<string | undefined> {
    const request = write(answer);
    const judgement = await journal.step<Judgement & JsonValue>({
      kind: 'think',
      title: titleOf,
      detail: done => (done.kind === 'judged' ? done.doubt : undefined),
      usage: ({ used }) => used,
      input: { model: this.#model.model, request } as unknown as JsonValue,
      work: async signal => {
        journal.draft({ title: 'Lets another model look the answer over' });
        return (await this.#ask(request, journal, signal)) as Judgement &
          JsonValue;
      },
    });
    return judgement.kind === 'judged' ? judgement.doubt : undefined;
  }

  async #ask(
    request: ModelRequest,
    journal: RunJournal,
    signal: AbortSignal,
  ): Promise<Judgement> {
    const time = AbortSignal.timeout(JUDGE_MS);
    const reckoned = {
      inputTokens: countTokens(request.messages.map(textOf).join('\n')),
      prices: this.#model.prices,
    };
    let used = reckonLost(undefined, { ...reckoned, written: '' });
    journal.using(() => used);
    try {
      const response = boundResponse(
        await this.#model.generate(request, {
          signal: AbortSignal.any([signal, time]),
        }),
      );
      used = reckonUsage(response, reckoned);
      const { holds, doubt } = judgementForm.parse(JSON.parse(response.text));
      const told = toLine(doubt, LONGEST_DOUBT);
      return {
        kind: 'judged',
        ...(holds || told === '' ? {} : { doubt: told }),
        used,
      };
    } catch (error) {
      signal.throwIfAborted();
      const isKnown =
        isEndpointError(error) ||
        error instanceof SyntaxError ||
        error instanceof z.ZodError;
      if (!isKnown) {
        throw error;
      }
      this.#logger.warn(
        `The model '${this.#model.model}' did not judge an answer`,
        toError(error),
      );
      const isFree = isEndpointError(error) && isUnpaid(error);
      return { kind: 'silent', used: isFree && !time.aborted ? {} : used };
    }
  }
}

function titleOf(judgement: Judgement): string {
  if (judgement.kind === 'silent') {
    return 'Another model was to look the answer over, and said nothing of use';
  }
  return judgement.doubt === undefined
    ? 'Another model holds the answer to be right'
    : 'Another model doubts the answer';
}

function write({ question, sentence, assumptions, query }: JudgedAnswer) {
  return {
    messages: [
      { role: 'system', text: JUDGE_PROMPT },
      {
        role: 'user',
        text: [
          '# The question',
          toQuote(question, LONGEST_TEXT),
          '# The SQL',
          toSqlFence(query.sql),
          '# Its result',
          renderTable(query.result),
          '# The answer',
          toQuote(sentence, LONGEST_TEXT),
          ...(assumptions.length > 0
            ? [
                '# What it assumes',
                ...assumptions.map(text => toQuote(text, LONGEST_TEXT)),
              ]
            : []),
        ].join('\n\n'),
      },
    ],
    toolChoice: 'none',
    responseSchema: {
      name: 'judgement',
      schema: {
        type: 'object',
        properties: {
          holds: { type: 'boolean' },
          doubt: { type: 'string' },
        },
        required: ['holds', 'doubt'],
        additionalProperties: false,
      },
    },
    maxOutputTokens: OUTPUT_TOKENS_AT_MOST,
  } satisfies ModelRequest;
}
