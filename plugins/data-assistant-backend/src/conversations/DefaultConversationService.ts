import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  AskRequest,
  AskResponse,
  Conversation,
  ConversationDetail,
  Feedback,
  FeedbackRating,
  Receipt,
  Run,
  RunError,
  RunQuestion,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { randomUUID } from 'node:crypto';
import { AskerScope, ConversationService } from './ConversationService';
import { ConversationStore } from './ConversationStore';
import { FeedbackStore } from './FeedbackStore';
import {
  readFeedbackText,
  readIdempotencyKey,
  readQuestion,
  readReply,
} from './readQuestion';
import { ReceiptStore } from './ReceiptStore';
import { RunEndedError } from './RunEndedError';
import { RunEvents } from './RunEvents';
import { RunQuestionStore } from './RunQuestionStore';
import { toJournalHead, toRun } from './runRows';
import { isFinalEvent } from './RunReader';
import { RunStore } from './RunStore';
import { RunWorker } from './RunWorker';

/** What one asker may have under way, and for how long. */
export interface QuestionLimits {
  /** Milliseconds from the question to the end of its run. */
  deadlineMs: number;
  maxUnfinishedOfUser: number;
  /** A service asks for many people. */
  maxUnfinishedOfService: number;
}

/** Conversations over the stores and the worker of this replica. */
export class DefaultConversationService implements ConversationService {
  static create(options: {
    conversations: ConversationStore;
    runs: RunStore;
    questions: RunQuestionStore;
    receipts: ReceiptStore;
    feedback: FeedbackStore;
    events: RunEvents;
    worker: Pick<RunWorker, 'nudge' | 'abort'>;
    limits: QuestionLimits;
  }): DefaultConversationService {
    return new DefaultConversationService(options);
  }

  readonly #conversations: ConversationStore;
  readonly #runs: RunStore;
  readonly #questions: RunQuestionStore;
  readonly #receipts: ReceiptStore;
  readonly #feedback: FeedbackStore;
  readonly #events: RunEvents;
  readonly #worker: Pick<RunWorker, 'nudge' | 'abort'>;
  readonly #limits: QuestionLimits;

  private constructor(
    options: Parameters<typeof DefaultConversationService.create>[0],
  ) {
    this.#conversations = options.conversations;
    this.#runs = options.runs;
    this.#questions = options.questions;
    this.#receipts = options.receipts;
    this.#feedback = options.feedback;
    this.#events = options.events;
    this.#worker = options.worker;
    this.#limits = options.limits;
  }

  async list(asker: AskerScope): Promise<Conversation[]> {
    return this.#conversations.list(asker.userRef);
  }

  async create(asker: AskerScope): Promise<Conversation> {
    return this.#conversations.create(asker.userRef);
  }

  async get(asker: AskerScope, id: string): Promise<ConversationDetail> {
    return found(
      await this.#conversations.read(asker.userRef, id),
      'conversation',
      id,
    );
  }

  async delete(asker: AskerScope, id: string): Promise<void> {
    const ended = found(
      await this.#conversations.delete(asker.userRef, id),
      'conversation',
      id,
    );
    for (const runId of ended) {
      this.#worker.abort(runId);
    }
  }

  async postMessage(
    asker: AskerScope,
    conversationId: string,
    message: { question: string; clusterId?: string; idempotencyKey: string },
  ): Promise<Run> {
    return this.#post(asker, {
      conversationId,
      question: readQuestion(message.question),
      clusterId: message.clusterId,
      idempotencyKey: readIdempotencyKey(message.idempotencyKey),
    });
  }

  async ask(
    asker: AskerScope,
    request: Omit<AskRequest, 'cluster'> & { clusterId?: string },
    signal?: AbortSignal,
  ): Promise<AskResponse> {
    const run = await this.#post(asker, {
      conversationId: randomUUID(),
      newConversation: true,
      question: readQuestion(request.question),
      clusterId: request.clusterId,
      idempotencyKey: randomUUID(),
    });
    return this.#waitForAnswer(run, signal);
  }

  async getRun(asker: AskerScope, runId: string): Promise<Run> {
    return found(await this.#runs.find(asker.userRef, runId), 'run', runId);
  }

  async cancelRun(asker: AskerScope, runId: string): Promise<Run> {
    const run = found(
      await this.#runs.cancel(asker.userRef, runId),
      'run',
      runId,
    );
    this.#worker.abort(runId);
    return run;
  }

  async replyToRun(
    asker: AskerScope,
    runId: string,
    reply: { n: number; text: string },
  ): Promise<Run> {
    const text = readReply(reply.text);
    const { n } = reply;
    if (!Number.isInteger(n) || n < 1) {
      throw new InputError(
        "The reply must name the question's number `n`, as it is in the run.",
      );
    }
    found(await this.#runs.findRow(asker.userRef, runId), 'run', runId);
    const { userRef } = asker;
    const run = found(
      await this.#questions.reply({
        userRef,
        runId,
        n,
        text,
        askable: await asker.askable(),
      }),
      'run',
      runId,
    );
    this.#worker.nudge();
    return toRun(run);
  }

  async streamRun(
    asker: AskerScope,
    runId: string,
    options: { lastEventId: number; signal: AbortSignal },
  ): Promise<AsyncIterable<RunStreamItem>> {
    const row = await this.#runs.findRow(asker.userRef, runId);
    return this.#events.read(toJournalHead(found(row, 'run', runId)), options);
  }

  async getReceipt(asker: AskerScope, receiptId: string): Promise<Receipt> {
    return found(
      await this.#receipts.find(asker.userRef, receiptId),
      'receipt',
      receiptId,
    );
  }

  async sendFeedback(
    asker: AskerScope,
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback> {
    if (feedback.rating !== 'up' && feedback.rating !== 'down') {
      throw new InputError("The rating must be 'up' or 'down'.");
    }
    const text = readFeedbackText(feedback.text);
    const run = await this.getRun(asker, runId);
    if (run.status !== 'done') {
      throw new ConflictError('There is no answer to rate yet.');
    }
    return this.#feedback.save({
      runId,
      userRef: asker.userRef,
      rating: feedback.rating,
      text,
    });
  }

  async #post(
    asker: AskerScope,
    question: {
      conversationId: string;
      newConversation?: boolean;
      question: string;
      clusterId?: string;
      idempotencyKey: string;
    },
  ): Promise<Run> {
    const { userRef } = asker;
    const known = await this.#runs.findByKey({ userRef, ...question });
    if (known) {
      return known;
    }
    const askable = await asker.askable();
    const { clusterId } = question;
    if (clusterId !== undefined && !askable.includes(clusterId)) {
      throw new NotFoundError(`There is no cluster '${clusterId}'`);
    }
    const run = await this.#runs.enqueue({
      userRef,
      ...question,
      askable,
      deadlineMs: this.#limits.deadlineMs,
      maxUnfinished: userRef.startsWith('service:')
        ? this.#limits.maxUnfinishedOfService
        : this.#limits.maxUnfinishedOfUser,
    });
    this.#worker.nudge();
    return run;
  }

  /** The run goes on when `signal` aborts: a closed client is not a cancel. */
  async #waitForAnswer(run: Run, signal?: AbortSignal): Promise<AskResponse> {
    let response: AskResponse | undefined;
    let failure: RunError = {
      code: 'cancelled',
      message: 'The question was cancelled before it was answered.',
    };
    let isFinal = false;
    const ended = { conversationId: run.conversationId, runId: run.id };
    for await (const event of this.#events.read(
      { runId: run.id, lastSeq: 1, status: run.status },
      { lastEventId: 0, signal },
    )) {
      if (event.type === 'question') {
        throw new RunEndedError(askedBack(run, event.data), {
          ...ended,
          n: event.data.n,
        });
      } else if (event.type === 'answer') {
        const { answer, receiptId } = event.data;
        response = {
          ...answer,
          conversationId: run.conversationId,
          runId: run.id,
          ...(receiptId ? { receiptId } : {}),
        };
      } else if (event.type === 'error') {
        failure = event.data;
      } else if (isFinalEvent(event)) {
        isFinal = true;
      }
    }
    if (response) {
      return response;
    }
    signal?.throwIfAborted();
    if (!isFinal && this.#events.closed) {
      throw new ServiceUnavailableError(
        `The portal is restarting. The answer will be in conversation '${run.conversationId}'.`,
      );
    }
    throw new RunEndedError(failure, ended);
  }
}

/** There is no way to ask back within one request; the run waits for a reply all the same. */
function askedBack(run: Run, question: RunQuestion): RunError {
  const choices = question.choices.map(choice => `'${choice}'`).join(', ');
  return {
    code: 'asked-back',
    message: [
      `The question cannot be answered yet: ${question.text}`,
      ...(choices ? [`To choose from: ${choices}.`] : []),
      `Reply in conversation '${run.conversationId}' (POST /runs/${run.id}/replies with n ${question.n} and the text), or ask again and say which.`,
    ].join(' '),
  };
}

/** What is not there, and what is somebody else's, are the same to the asker. */
function found<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) {
    throw new NotFoundError(`There is no ${what} '${id}'`);
  }
  return value;
}
