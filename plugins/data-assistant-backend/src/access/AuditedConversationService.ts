import {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  AskRequest,
  AskResponse,
  Conversation,
  ConversationDetail,
  Feedback,
  FeedbackRating,
  Receipt,
  Run,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { CallerResolver } from './CallerResolver';
import { Call, CallerConversationService } from './CallerServices';

const AUDITED_QUESTION_LENGTH = 500;

/**
 * Leaves an audit event for every question and every reply, refused ones included, and for every deleted conversation.
 * No event holds rows of data.
 */
export class AuditedConversationService implements CallerConversationService {
  static create(options: {
    service: CallerConversationService;
    auditor: AuditorService;
    callers: CallerResolver;
  }): AuditedConversationService {
    return new AuditedConversationService(
      options.service,
      options.auditor,
      options.callers,
    );
  }

  readonly #service: CallerConversationService;
  readonly #auditor: AuditorService;
  readonly #callers: CallerResolver;

  private constructor(
    service: CallerConversationService,
    auditor: AuditorService,
    callers: CallerResolver,
  ) {
    this.#service = service;
    this.#auditor = auditor;
    this.#callers = callers;
  }

  async postMessage(
    call: Call,
    conversationId: string,
    message: AskRequest & { idempotencyKey: string },
  ): Promise<Run> {
    return this.#audit({
      call,
      eventId: 'question-asked',
      meta: { conversationId, ...this.#questionMeta(message) },
      work: () => this.#service.postMessage(call, conversationId, message),
      outcome: run => ({ runId: run.id }),
    });
  }

  async ask(
    call: Call,
    request: AskRequest,
    signal?: AbortSignal,
  ): Promise<AskResponse> {
    return this.#audit({
      call,
      eventId: 'question-asked',
      meta: this.#questionMeta(request),
      work: () => this.#service.ask(call, request, signal),
      outcome: ({ conversationId, runId }) => ({ conversationId, runId }),
    });
  }

  async delete(call: Call, id: string): Promise<void> {
    await this.#audit({
      call,
      eventId: 'conversation-deleted',
      meta: { conversationId: id },
      work: () => this.#service.delete(call, id),
    });
  }

  async list(call: Call): Promise<Conversation[]> {
    return this.#service.list(call);
  }

  async create(call: Call): Promise<Conversation> {
    return this.#service.create(call);
  }

  async get(call: Call, id: string): Promise<ConversationDetail> {
    return this.#service.get(call, id);
  }

  async getRun(call: Call, runId: string): Promise<Run> {
    return this.#service.getRun(call, runId);
  }

  async cancelRun(call: Call, runId: string): Promise<Run> {
    return this.#service.cancelRun(call, runId);
  }

  async replyToRun(
    call: Call,
    runId: string,
    reply: { n: number; text: string },
  ): Promise<Run> {
    return this.#audit({
      call,
      eventId: 'run-replied',
      meta: { runId, step: reply.n },
      work: () => this.#service.replyToRun(call, runId, reply),
    });
  }

  async streamRun(
    call: Call,
    runId: string,
    options: { lastEventId: number; signal: AbortSignal },
  ): Promise<AsyncIterable<RunStreamItem>> {
    return this.#service.streamRun(call, runId, options);
  }

  async getReceipt(call: Call, receiptId: string): Promise<Receipt> {
    return this.#service.getReceipt(call, receiptId);
  }

  async sendFeedback(
    call: Call,
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback> {
    return this.#service.sendFeedback(call, runId, feedback);
  }

  #questionMeta(request: AskRequest): JsonObject {
    return {
      question: [...request.question]
        .slice(0, AUDITED_QUESTION_LENGTH)
        .join(''),
      ...(request.cluster !== undefined && { cluster: request.cluster }),
    };
  }

  #userRef(credentials: BackstageCredentials): string {
    return this.#callers.resolve(credentials).ref;
  }

  async #audit<T>(options: {
    call: Call;
    eventId: string;
    meta: JsonObject;
    work: () => Promise<T>;
    outcome?: (result: T) => JsonObject;
  }): Promise<T> {
    const { call, eventId, meta, work, outcome } = options;
    const event = await this.#auditor.createEvent({
      eventId,
      severityLevel: 'medium',
      ...(call.request && { request: call.request }),
      meta: { userRef: this.#userRef(call.credentials), ...meta },
    });
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
    await event.success({ meta: outcome?.(result) ?? {} });
    return result;
  }
}
