import { JsonValue } from '@backstage/types';
import { ModelMessage } from '@cairn/backstage-plugin-data-assistant-node';
import { toLine, toLines, toQuote } from '../../context/pack/safeText';
import { hashJson } from '../../conversations/hashJson';
import {
  RunFailure,
  RunJournal,
  RunRequest,
} from '../../conversations/RunExecutor';
import { Judge } from '../judging/Judge';
import { toPlainText } from '../grounding/toPlainText';
import { LimitReached } from '../limits';
import { AgentNotes } from '../tools/AgentNotes';
import { AgentTool } from '../tools/AgentTool';
import { AnswerInput, answerForm } from '../tools/answer';
import { AskUserInput, askUserForm } from '../tools/askUser';
import { GiveUpInput, giveUpForm } from '../tools/giveUp';
import { ToolForm } from '../tools/ToolForm';
import { toModelTool } from '../tools/toModelTool';
import { AgentEnd, EndedBy } from './AgentEnd';
import { NOT_DONE, readTurn } from './readTurn';
import { AnswerReview, reviewAnswer } from './reviewAnswer';
import { Thinker } from './Thinker';
import { Transcript } from './Transcript';
import { withoutLeadingTags } from './withoutLeadingTags';

/** Turns that nothing can be done with. */
const MISTAKES_AT_MOST = 4;
const QUESTIONS_AT_MOST = 3;
const LONGEST_QUESTION = 500;
const LONGEST_CHOICE = 120;
const LONGEST_REPLY = 2_000;

export interface AgentLoopOptions {
  request: RunRequest;
  journal: RunJournal;
  thinker: Thinker;
  tools: readonly AgentTool[];
  /** Looks answers over, where another model is there for that. */
  judge: Judge | undefined;
  /** The question as it was understood, where it goes on from an earlier one. */
  readAs: string | undefined;
  /** What the model has been shown already. */
  notes: AgentNotes;
  /** What it begins with. */
  messages: ModelMessage[];
}

/** What a turn led to: the text for the model, and whether it was of any use; or the end. */
type Step =
  | { text: string; isMistake?: boolean; end?: undefined }
  | { end: AgentEnd };

/**
 * Reason and act: the model decides, one tool call is made, its result goes back, until it answers, gives up
 * or reaches a limit. All that is kept here follows from the journal's steps, so that a resumed run
 * comes to the same state.
 */
export class AgentLoop {
  static create(options: AgentLoopOptions): AgentLoop {
    return new AgentLoop(options);
  }

  readonly #options: AgentLoopOptions;
  readonly #forms: readonly ToolForm[];
  readonly #transcript: Transcript;
  readonly #made = new Set<string>();
  #mistakes = 0;
  readonly #replies: string[] = [];
  #sentBack = false;

  private constructor(options: AgentLoopOptions) {
    this.#options = options;
    this.#forms = [...options.tools, askUserForm, answerForm, giveUpForm];
    this.#transcript = Transcript.begin(
      options.messages,
      this.#forms.map(toModelTool),
    );
  }

  async run(): Promise<AgentEnd> {
    const { thinker, notes } = this.#options;
    for (;;) {
      const thought = await thinker.think({
        transcript: this.#transcript,
        failedStatements: failedInARow(notes),
        isLast: false,
      });
      if (thought.kind === 'limit') {
        return this.#sumUp(thought.reached);
      }
      if (thought.kind === 'failure') {
        return this.#failed({ limit: thought.code, message: thought.message });
      }
      const { response } = thought;
      const ids = this.#transcript.addResponse(response);
      const turn = readTurn(response, this.#forms);
      const step =
        turn.kind === 'call'
          ? await this.#do(turn.form, turn.input)
          : { text: turn.problem, isMistake: true };
      if (step.end) {
        return step.end;
      }
      if (ids.length === 0) {
        this.#transcript.addNotice(step.text);
      }
      for (const [at, id] of ids.entries()) {
        this.#transcript.addResult(
          id,
          response.toolCalls[at].name,
          at === 0 ? step.text : NOT_DONE,
        );
      }
      if (step.isMistake && ++this.#mistakes >= MISTAKES_AT_MOST) {
        return {
          kind: 'ended',
          endedBy: {
            limit: 'mistakes',
            message: `The model wrote ${
              this.#mistakes
            } times what cannot be used. Ask in other words, or again in a while.`,
          },
        };
      }
    }
  }

  async #do(form: ToolForm, input: unknown): Promise<Step> {
    switch (form) {
      case answerForm:
        return this.#answer(freed(input as AnswerInput, 'sentence'));
      case giveUpForm:
        return {
          end: {
            kind: 'give-up',
            input: freed(input as GiveUpInput, 'missing'),
          },
        };
      case askUserForm:
        return this.#ask(input as AskUserInput);
      default:
        return this.#use(form as AgentTool, input);
    }
  }

  async #use(tool: AgentTool, input: unknown): Promise<Step> {
    const { request, journal, notes } = this.#options;
    const call = { tool: tool.name, input: input as JsonValue };
    const key = hashJson(call);
    if (this.#made.has(key)) {
      return {
        text: 'You have made this very call before; its result stands above. Go on from it, or do something else.',
        isMistake: true,
      };
    }
    this.#made.add(key);
    const result = await journal.step({
      kind: 'tool',
      title: done => tool.view(input, done).title,
      detail: done => tool.view(input, done).detail,
      view: done => {
        const { sql, outcome } = tool.view(input, done);
        return {
          ...(sql === undefined ? {} : { sql }),
          ...(outcome === undefined ? {} : { outcome }),
        };
      },
      usage: done => tool.usage?.(done) ?? {},
      input: call,
      work: signal => {
        journal.draft({ title: tool.title(input) });
        return tool.work(input, { request, notes, signal });
      },
    });
    tool.note(input, result, notes);
    return { text: tool.render(input, result) };
  }

  async #ask({ question, choices }: AskUserInput): Promise<Step> {
    if (this.#replies.length >= QUESTIONS_AT_MOST) {
      return {
        text: `The asker has been asked ${QUESTIONS_AT_MOST} times already. Assume the likeliest reading and say so.`,
        isMistake: true,
      };
    }
    const reply = await this.#options.journal.ask({
      text: toLines(plain(question), LONGEST_QUESTION),
      choices: choices.map(choice => toLine(plain(choice), LONGEST_CHOICE)),
    });
    this.#replies.push(reply);
    return { text: `The asker replied:\n${toQuote(reply, LONGEST_REPLY)}` };
  }

  async #answer(input: AnswerInput): Promise<Step> {
    const { notes, request } = this.#options;
    const review = reviewAnswer(input, {
      notes,
      said: [request.question, ...this.#replies],
    });
    if (review.complaints.length > 0 && !this.#sentBack) {
      this.#sentBack = true;
      return {
        text: `This answer was not given, since it does not hold:\n${review.complaints
          .map(complaint => `- ${complaint}`)
          .join('\n')}`,
      };
    }
    if (!review.isGrounded) {
      return { end: { kind: 'ungrounded' } };
    }
    const doubt = await this.#doubt(input, review);
    if (doubt !== undefined && !this.#sentBack) {
      this.#sentBack = true;
      return {
        text: `This answer was not given yet: another model that looked it over doubts it.\n${toQuote(
          doubt,
          LONGEST_REPLY,
        )}\nLook again. Mend what is wrong, or answer the same and say in the assumptions why it is right.`,
      };
    }
    return {
      end: {
        kind: 'answer',
        input,
        review,
        ...(doubt === undefined ? {} : { doubt }),
      },
    };
  }

  async #doubt(
    { sentence, assumptions }: AnswerInput,
    { query }: AnswerReview,
  ): Promise<string | undefined> {
    const { judge, journal, readAs, request } = this.#options;
    return (
      query &&
      judge?.doubt(
        {
          question: [readAs ?? request.question, ...this.#replies].join('\n'),
          sentence,
          assumptions,
          query,
        },
        journal,
      )
    );
  }

  /** One last turn, when the limit leaves room for it. */
  async #sumUp({
    allowsLastTurn,
    ...endedBy
  }: LimitReached): Promise<AgentEnd> {
    if (!allowsLastTurn) {
      return { kind: 'ended', endedBy };
    }
    this.#transcript.addNotice(
      `Stop here. ${endedBy.message} No tool can be called any more. Tell the asker in one to three sentences of plain text what is known by now and what is still open; only numbers that stand in rows above.`,
    );
    const thought = await this.#options.thinker.think({
      transcript: this.#transcript,
      failedStatements: 0,
      isLast: true,
    });
    // Beside a call, text announces what the model wants to do next.
    const text =
      thought.kind === 'response' && thought.response.toolCalls.length === 0
        ? withoutLeadingTags(thought.response.text).trim()
        : '';
    return { kind: 'ended', endedBy, ...(text === '' ? {} : { text }) };
  }

  /** What the queries gave is still worth something; where there is nothing, the run has failed. */
  #failed(endedBy: EndedBy): AgentEnd {
    if (this.#options.notes.queries.length === 0) {
      throw new RunFailure(endedBy.limit, endedBy.message);
    }
    return { kind: 'ended', endedBy };
  }
}

/** An input whose text loses no paragraph as HTML. */
function freed<T extends object, K extends keyof T>(input: T, key: K): T {
  return { ...input, [key]: withoutLeadingTags(String(input[key])) };
}

/** What is shown as it is written; where nothing of it would be left, the text itself. */
function plain(text: string): string {
  return toPlainText(withoutLeadingTags(text)) || text;
}

/** Statements since the last one that ran. */
function failedInARow({ attempts }: AgentNotes): number {
  const ran = attempts.findLastIndex(({ outcome }) => outcome === 'ran');
  return attempts.length - 1 - ran;
}
