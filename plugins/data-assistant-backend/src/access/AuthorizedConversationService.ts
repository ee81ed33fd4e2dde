import {
  NotAllowedError,
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
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  AskerScope,
  ConversationService,
} from '../conversations/ConversationService';
import { ContextStore } from '../curation/ContextStore';
import { FirstReading, STILL_READING } from '../readiness/FirstReading';
import { Caller, CallerResolver } from './CallerResolver';
import { Call, CallerConversationService } from './CallerServices';
import { ClusterAccess } from './ClusterAccess';

interface Options {
  service: ConversationService;
  store: Pick<ContextStore, 'findCluster' | 'listClusterIds'>;
  callers: CallerResolver;
  access: ClusterAccess;
  /** While it goes on, a cluster that is not there may come yet. */
  firstReading: Pick<FirstReading, 'isOver'>;
}

/** Lets callers have their own conversations, about the clusters that they may ask. */
export class AuthorizedConversationService
  implements CallerConversationService
{
  static create(options: Options): AuthorizedConversationService {
    return new AuthorizedConversationService(options);
  }

  readonly #service: ConversationService;
  readonly #store: Options['store'];
  readonly #callers: CallerResolver;
  readonly #access: ClusterAccess;
  readonly #firstReading: Options['firstReading'];

  private constructor(options: Options) {
    this.#service = options.service;
    this.#store = options.store;
    this.#callers = options.callers;
    this.#access = options.access;
    this.#firstReading = options.firstReading;
  }

  async list(call: Call): Promise<Conversation[]> {
    return this.#service.list(await this.#asker(call));
  }

  async create(call: Call): Promise<Conversation> {
    return this.#service.create(await this.#asker(call));
  }

  async get(call: Call, id: string): Promise<ConversationDetail> {
    return this.#service.get(await this.#asker(call), id);
  }

  async delete(call: Call, id: string): Promise<void> {
    await this.#service.delete(await this.#asker(call), id);
  }

  async postMessage(
    call: Call,
    conversationId: string,
    message: AskRequest & { idempotencyKey: string },
  ): Promise<Run> {
    const { cluster, ...rest } = message;
    const asker = await this.#asker(call);
    const clusterId = await this.#resolveCluster(call, cluster);
    return this.#service.postMessage(asker, conversationId, {
      ...rest,
      ...(clusterId && { clusterId }),
    });
  }

  async ask(
    call: Call,
    request: AskRequest,
    signal?: AbortSignal,
  ): Promise<AskResponse> {
    const { cluster, ...rest } = request;
    const asker = await this.#asker(call);
    const clusterId = await this.#resolveCluster(call, cluster);
    return this.#service.ask(
      asker,
      { ...rest, ...(clusterId && { clusterId }) },
      signal,
    );
  }

  async getRun(call: Call, runId: string): Promise<Run> {
    return this.#service.getRun(await this.#asker(call), runId);
  }

  async cancelRun(call: Call, runId: string): Promise<Run> {
    return this.#service.cancelRun(await this.#asker(call), runId);
  }

  async replyToRun(
    call: Call,
    runId: string,
    reply: { n: number; text: string },
  ): Promise<Run> {
    return this.#service.replyToRun(await this.#asker(call), runId, reply);
  }

  async streamRun(
    call: Call,
    runId: string,
    options: { lastEventId: number; signal: AbortSignal },
  ): Promise<AsyncIterable<RunStreamItem>> {
    return this.#service.streamRun(await this.#asker(call), runId, options);
  }

  async getReceipt(call: Call, receiptId: string): Promise<Receipt> {
    return this.#service.getReceipt(await this.#asker(call), receiptId);
  }

  async sendFeedback(
    call: Call,
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ): Promise<Feedback> {
    return this.#service.sendFeedback(await this.#asker(call), runId, feedback);
  }

  async #asker(call: Call): Promise<AskerScope> {
    const caller = this.#callers.resolve(call.credentials);
    await this.#access.requireConversations(caller);
    return { userRef: caller.ref, askable: () => this.#askable(caller) };
  }

  async #askable(caller: Caller): Promise<string[]> {
    const { ask } = await this.#access.scopes(caller);
    return this.#store.listClusterIds(ask);
  }

  async #resolveCluster(
    call: Call,
    idOrName: string | undefined,
  ): Promise<string | undefined> {
    if (idOrName === undefined) {
      return undefined;
    }
    const caller = this.#callers.resolve(call.credentials);
    const { read, ask } = await this.#access.scopes(caller);
    const askable = await this.#store.findCluster(idOrName, ask);
    if (askable) {
      return askable.id;
    }
    if (await this.#store.findCluster(idOrName, read)) {
      throw new NotAllowedError(
        `You may see the cluster '${idOrName}', but not ask it`,
      );
    }
    if (!this.#firstReading.isOver) {
      throw new ServiceUnavailableError(STILL_READING);
    }
    throw new NotFoundError(`There is no cluster '${idOrName}'`);
  }
}
