import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';
import {
  costOf,
  ModelProvider,
  ModelRequest,
} from '@cairn/backstage-plugin-data-assistant-node';
import { toLines } from '../../context/pack/safeText';
import { RunJournal } from '../../conversations/RunExecutor';
import { toPlainText } from '../grounding/toPlainText';
import { AgentLimit, LimitReached } from '../limits';
import { callModel } from './callModel';
import { Thought } from './Thought';
import { Transcript } from './Transcript';
import { withoutLeadingTags } from './withoutLeadingTags';

/** What a turn is reckoned to write before it is known. */
const EXPECTED_OUTPUT_TOKENS = 400;
const LAST_TURN_MS = 20_000;
/** To check and write the answer. */
const END_MS = 5_000;
const LONGEST_DETAIL = 4_000;

export interface ThinkerOptions {
  model: ModelProvider;
  journal: RunJournal;
  limit: AgentLimit;
  /** Some of the limit is for what the asker uses up in a day. */
  hasLimitsOfDay: boolean;
  /** Milliseconds that a run may be worked on. */
  durationMs: number;
  /** Leaves a trace of a limit that is reached. */
  onLimit: (reached: LimitReached) => Promise<void>;
  logger: LoggerService;
}

interface Turn {
  transcript: Transcript;
  failedStatements: number;
  /** Text alone, to tell what there is; whatever goes wrong ends it. */
  isLast: boolean;
}

/** Takes turns of the model, each a step of the journal. */
export class Thinker {
  static create(options: ThinkerOptions): Thinker {
    return new Thinker(options);
  }

  readonly #options: ThinkerOptions;

  private constructor(options: ThinkerOptions) {
    this.#options = options;
  }

  async think(turn: Turn): Promise<Thought> {
    const { model, journal } = this.#options;
    const { transcript, isLast } = turn;
    const request: ModelRequest = {
      messages: transcript.messages,
      tools: transcript.tools,
      toolChoice: isLast ? 'none' : 'auto',
    };
    return journal.step<Thought & JsonValue>({
      kind: 'think',
      title: titleOf,
      detail: detailOf,
      view: thought =>
        thought.kind === 'response' ? {} : { outcome: 'failed' },
      usage: ({ used }) => used,
      // All that the model reads: a step is reused for the very same alone.
      input: { model: model.model, request } as unknown as JsonValue,
      work: async signal =>
        (await this.#work(turn, request, signal)) as Thought & JsonValue,
    });
  }

  async #work(
    turn: Turn,
    request: ModelRequest,
    signal: AbortSignal,
  ): Promise<Thought> {
    const { journal, onLimit } = this.#options;
    const reached = turn.isLast ? undefined : await this.#reached(turn);
    if (reached) {
      await onLimit(reached);
      return { kind: 'limit', reached, used: {} };
    }
    const left = turn.isLast
      ? Math.min(LAST_TURN_MS, journal.remainingMs() - END_MS)
      : this.#timeLeft();
    const time = AbortSignal.timeout(Math.max(1, left));
    const { transcript, isLast } = turn;
    const thought = await callModel({
      ...this.#options,
      request,
      inputTokens: transcript.tokens,
      isLast,
      signal,
      time,
    });
    if (thought.kind === 'limit' && !isLast) {
      await onLimit(thought.reached);
    }
    return thought;
  }

  /** Milliseconds until what there is has to be told, or the run would be ended without it. */
  #timeLeft(): number {
    const { journal, durationMs } = this.#options;
    return Math.min(
      durationMs - journal.elapsedMs(),
      journal.remainingMs() - LAST_TURN_MS - END_MS,
    );
  }

  async #reached({ transcript, failedStatements }: Turn) {
    const { journal, limit, model, durationMs } = this.#options;
    const next = {
      inputTokens: transcript.tokens,
      outputTokens: EXPECTED_OUTPUT_TOKENS,
    };
    return limit({
      ofRun: journal.usage,
      // Read only where some limit looks at it.
      ofDay: this.#options.hasLimitsOfDay
        ? await journal.usageOfDay()
        : journal.usage,
      elapsedMs: durationMs - this.#timeLeft(),
      next: {
        tokens: next.inputTokens + next.outputTokens,
        costUsd: costOf(next, model.prices) ?? 0,
      },
      failedStatements,
    });
  }
}

function titleOf(thought: Thought): string {
  switch (thought.kind) {
    case 'limit':
      return 'Had to stop: a limit is reached';
    case 'failure':
      return 'The model did not respond';
    default:
      if (thought.response.toolCalls.length === 0) {
        return 'Thought';
      }
      // Without text there is no thought to read below.
      return detailOf(thought) === undefined
        ? 'Decided what to do next'
        : 'Thought, and decided what to do';
  }
}

function detailOf(thought: Thought): string | undefined {
  switch (thought.kind) {
    case 'limit':
      return thought.reached.message;
    case 'failure':
      return thought.message;
    default:
      return (
        toLines(
          toPlainText(withoutLeadingTags(thought.response.text)),
          LONGEST_DETAIL,
        ) || undefined
      );
  }
}
