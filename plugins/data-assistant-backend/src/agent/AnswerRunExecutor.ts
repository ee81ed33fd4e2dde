import { DateTime } from 'luxon';
import { AnswerAuditor } from '../access/AnswerAuditor';
import { ContextIndex } from '../context/ContextIndex';
import {
  RunExecutor,
  RunJournal,
  RunOutcome,
  RunRequest,
} from '../conversations/RunExecutor';
import { Agent } from './Agent';
import { composeUnanswered } from './composeUnanswered';
import { routeQuestion } from './routeQuestion';
import { StepCounter } from './StepCounter';
import { VerifiedAnswerer } from './VerifiedAnswerer';

/** What this executor needs of the rest of the backend. */
export interface AnswerRunExecutorOptions {
  contextIndex: Pick<ContextIndex, 'route'>;
  verified: VerifiedAnswerer;
  /** Undefined where no model is configured. */
  agent: Agent | undefined;
  auditor: Pick<AnswerAuditor, 'answered'>;
  /** IANA zone that decides what day it is. */
  timeZone: string;
}

/**
 * The trip of a question: route to clusters, answer from one vetted pair, else let a model work on it where there is
 * one, else say that nothing vetted answers.
 */
export class AnswerRunExecutor implements RunExecutor {
  static create(options: AnswerRunExecutorOptions): AnswerRunExecutor {
    return new AnswerRunExecutor(options);
  }

  readonly #options: AnswerRunExecutorOptions;

  private constructor(options: AnswerRunExecutorOptions) {
    this.#options = options;
  }

  async execute(request: RunRequest, journal: RunJournal): Promise<RunOutcome> {
    const { agent, auditor } = this.#options;
    const counter = StepCounter.over(journal);
    const outcome = await this.#answer(request, counter);
    const { answer, touched } = outcome;
    await auditor.answered({
      runId: request.runId,
      userRef: request.userRef,
      tier: answer.tier,
      ...(touched.length > 0 ? { clusterId: touched[0].clusterId } : {}),
    });
    return {
      ...outcome,
      answer: {
        ...answer,
        usage: {
          durationMs: Math.round(journal.elapsedMs()),
          steps: counter.steps,
          ...(journal.usage.modelCalls > 0
            ? agent?.describeUsage(journal)
            : {}),
        },
      },
    };
  }

  async #answer(request: RunRequest, journal: RunJournal): Promise<RunOutcome> {
    const { contextIndex, verified, agent, timeZone } = this.#options;
    const now = DateTime.fromJSDate(request.askedAt, { zone: timeZone });
    const routing = await routeQuestion(request, journal, contextIndex);
    const { outcome, noPlan } = await verified.answer(request, {
      routing,
      journal,
      now,
    });
    if (!noPlan) {
      return outcome;
    }
    return agent && routing.near.length > 0
      ? agent.answer(request, { routing, noPlan, journal, now })
      : composeUnanswered(request, routing, noPlan);
  }
}
