import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';
import { AnswerUsage } from '@cairn/backstage-plugin-data-assistant-common';
import { ModelProvider } from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { AgentLimits } from '../config';
import { ContextIndex } from '../context/ContextIndex';
import {
  RunJournal,
  RunOutcome,
  RunRequest,
} from '../conversations/RunExecutor';
import { NoPlan, Routing } from './AnswerPlan';
import { composeEnd } from './composeEnd';
import { Judge } from './judging/Judge';
import { createLimits, LimitReached } from './limits';
import { AgentLoop } from './loop/AgentLoop';
import { Thinker } from './loop/Thinker';
import { AgentContext } from './prompt/AgentContext';
import { chooseClusters } from './prompt/chooseClusters';
import { openTurns } from './prompt/openTurns';
import { readContext } from './prompt/readContext';
import { writePrompt } from './prompt/writePrompt';
import { AgentNotes } from './tools/AgentNotes';
import { AgentTool } from './tools/AgentTool';

/** Leaves a trace of a limit that ended the work on a question. */
export interface LimitAuditor {
  limitReached(options: {
    runId: string;
    userRef: string;
    limit: string;
  }): Promise<void>;
}

export interface AgentOptions {
  model: ModelProvider;
  /** Looks its answers over; undefined when no other model is configured for that. */
  judge: Judge | undefined;
  contextIndex: Pick<ContextIndex, 'load' | 'pack'>;
  /** Undefined for a warehouse that is not set up. */
  dialectOf: (warehouse: string) => string | undefined;
  /** What the model may call, beside asking, answering and giving up. */
  tools: readonly AgentTool[];
  limits: AgentLimits;
  auditor: LimitAuditor;
  /** Of the portal, such as `https://portal.example.com`: no link of an answer leads elsewhere. */
  ownOrigins: readonly string[];
  logger: LoggerService;
}

/** What a question brings to the agent. */
interface Task {
  routing: Routing;
  /** Why no pair answers, and what comes near. */
  noPlan: NoPlan;
  journal: RunJournal;
  now: DateTime;
}

/** Lets a model work on a question that no pair answers, over the curated context and within limits. */
export class Agent {
  static create(options: AgentOptions): Agent {
    return new Agent(options);
  }

  readonly #options: AgentOptions;

  private constructor(options: AgentOptions) {
    this.#options = options;
  }

  async answer(request: RunRequest, task: Task): Promise<RunOutcome> {
    const { tools } = this.#options;
    const { noPlan, journal, now } = task;
    const readAs = noPlan.goesOn?.readAs;
    const context = await this.#readContext(request, task);
    const notes = AgentNotes.create();
    context.pieces.forEach(piece => notes.show(piece));
    const loop = AgentLoop.create({
      request,
      journal,
      thinker: this.#createThinker(request, journal),
      tools,
      judge: this.#options.judge,
      readAs,
      notes,
      messages: writePrompt({
        context,
        question: request.question,
        readAs,
        history: openTurns(request),
        askedAt: now,
      }),
    });
    const outcome = await composeEnd(await loop.run(), {
      ...this.#options,
      ...task,
      request,
      notes,
    });
    return readAs === undefined
      ? outcome
      : { ...outcome, answer: { ...outcome.answer, readAs } };
  }

  /** What the model used, for the answer. */
  describeUsage({ usage }: RunJournal): Partial<AnswerUsage> {
    const { model } = this.#options;
    return {
      model: model.model,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      ...(model.prices
        ? { costUsd: Math.round(usage.costUsd * 1e6) / 1e6 }
        : {}),
    };
  }

  async #readContext(
    request: RunRequest,
    { routing, noPlan, journal }: Task,
  ): Promise<AgentContext> {
    const { contextIndex, dialectOf, limits } = this.#options;
    const { goesOn } = noPlan;
    const asked = goesOn
      ? goesOn.readAs ?? `${goesOn.from} ${request.question}`
      : request.question;
    const clusterIds = chooseClusters(request, routing, noPlan);
    return journal.step<AgentContext & JsonValue>({
      kind: 'context',
      title: ({ pieces }) => `Read the context: ${pieces.length} pieces`,
      detail: ({ pieces }) =>
        pieces.map(({ title }) => title).join('\n') || undefined,
      input: { question: asked, clusters: clusterIds },
      work: async () =>
        (await readContext(asked, {
          contextIndex,
          clusterIds,
          dialectOf,
          tokens: limits.run.tokens,
          steps: limits.run.steps,
        })) as AgentContext & JsonValue,
    });
  }

  #createThinker({ runId, userRef }: RunRequest, journal: RunJournal): Thinker {
    const { model, limits, auditor, logger } = this.#options;
    return Thinker.create({
      model,
      journal,
      limit: createLimits(limits),
      hasLimitsOfDay: Object.keys(limits.userAndDay).length > 0,
      durationMs: limits.run.durationMs,
      onLimit: ({ limit }: LimitReached) =>
        auditor.limitReached({ runId, userRef, limit }),
      logger,
    });
  }
}
