import {
  Answer,
  ClusterSummary,
  Conversation,
  ConversationDetail,
  DataAssistantApi,
  FeedbackRating,
  Message,
  Run,
  RunDraft,
  RunEvent,
  RunStreamItem,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { isActive } from '../hooks/conversationState';
import { responseError } from '../testing/responseError';

type EventBody = RunEvent extends infer E
  ? E extends RunEvent
    ? Omit<E, 'seq'>
    : never
  : never;

/** A run with its journal, which a test writes to. */
interface RunRecord {
  run: Run;
  question: string;
  cluster?: string;
  key: string;
  events: RunEvent[];
  /** What was last shown to those who watch, and not kept. */
  draft?: RunDraft;
  wake: Set<() => void>;
}

const NOW = '2026-11-20T12:00:00Z';

function summaryOf(name: string): ClusterSummary {
  return {
    id: `resource:default/${name}`,
    name,
    title: name,
    owner: 'group:default/data',
    counts: { datasets: 1, pairs: 1, docs: 1, problems: 0 },
    can: { ask: true, curate: false },
  };
}

/** The backend's conversations in memory: a journal is read from the table and then live, as the real one. */
export class AssistantInMemory
  implements
    Pick<
      DataAssistantApi,
      | 'listClusters'
      | 'listSuggestions'
      | 'listConversations'
      | 'createConversation'
      | 'getConversation'
      | 'deleteConversation'
      | 'postMessage'
      | 'getRun'
      | 'cancelRun'
      | 'replyToRun'
      | 'streamRun'
      | 'sendFeedback'
    >
{
  suggestions: Suggestion[] = [];
  readonly clusters: ClusterSummary[] = [
    summaryOf('music'),
    summaryOf('podcasts'),
  ];
  readonly conversations: Conversation[] = [];
  readonly runs: RunRecord[] = [];
  readonly feedback: unknown[] = [];
  readonly replies: unknown[] = [];
  /** `lastEventId` of each time that a journal was read. */
  readonly streams: { runId: string; lastEventId?: number }[] = [];
  /** Ids of the runs whose journal somebody reads now. */
  readonly watched: string[] = [];
  readonly #messages = new Map<string, Message[]>();
  #held: Promise<void> | undefined;
  readonly #failures: { method: keyof DataAssistantApi; error: unknown }[] = [];

  /** The next call of the method rejects. */
  failNext(method: keyof DataAssistantApi, error: unknown): void {
    this.#failures.push({ method, error });
  }

  /** Conversations are read as of now, and arrive when the returned function is called. */
  holdConversations(): () => void {
    let release = () => {};
    this.#held = new Promise(resolve => {
      release = resolve;
    });
    return () => {
      this.#held = undefined;
      release();
    };
  }

  /** Writes to a run's journal, as a worker does. */
  write(runId: string, ...events: EventBody[]): void {
    const record = this.#record(runId);
    for (const body of events) {
      const event = { ...body, seq: record.events.length + 1 } as RunEvent;
      record.events.push(event);
      if (event.type === 'status') {
        const { status } = event.data;
        const { question, ...run } = record.run;
        record.run = {
          ...run,
          status,
          ...(status === 'waiting' && { question }),
        };
      }
      if (event.type === 'question') {
        record.run = { ...record.run, question: event.data };
      }
      if (event.type === 'error') {
        record.run = { ...record.run, error: event.data };
      }
      if (event.type === 'answer') {
        this.#reply(record.run, event.data.messageId, event.data.answer);
      }
    }
    record.wake.forEach(wake => wake());
  }

  /** Shows something to those who watch. */
  draft(runId: string, draft: RunDraft): void {
    const record = this.#record(runId);
    record.draft = draft;
    record.wake.forEach(wake => wake());
  }

  /** Asks the asker, and waits. */
  askBack(runId: string, n: number, text: string, choices: string[]): void {
    this.write(
      runId,
      { type: 'question', data: { n, text, choices } },
      { type: 'status', data: { status: 'waiting', attempt: 1 } },
    );
  }

  /** As when journals are kept for a shorter time than conversations. */
  prune(runId: string): void {
    this.#record(runId).events.length = 0;
  }

  /** How many runs are before one in the queue. */
  queueBehind(runId: string, ahead: number | undefined): void {
    const record = this.#record(runId);
    record.run = { ...record.run, ahead };
  }

  /** Writes two steps, the answer and the end. */
  answer(runId: string, answer: Answer): void {
    this.write(
      runId,
      { type: 'status', data: { status: 'running', attempt: 1 } },
      { type: 'step', data: { n: 1, kind: 'route', title: 'Looked around' } },
      { type: 'step', data: { n: 2, kind: 'query', title: 'Ran the SQL' } },
      { type: 'answer', data: { messageId: `${runId}-reply`, answer } },
      { type: 'status', data: { status: 'done', attempt: 1 } },
    );
  }

  /** Asks as another tab would. */
  ask(conversationId: string, question: string, cluster?: string): Run {
    return this.#post(conversationId, {
      question,
      cluster,
      idempotencyKey: question,
    });
  }

  add(title: string): Conversation {
    const id = `c${this.#messages.size + 1}`;
    const conversation = { id, title, createdAt: NOW, updatedAt: NOW };
    this.conversations.unshift(conversation);
    this.#messages.set(id, []);
    return conversation;
  }

  async listClusters() {
    this.#mayFail('listClusters');
    return this.clusters;
  }

  async listSuggestions(options?: { cluster?: string }) {
    this.#mayFail('listSuggestions');
    return this.suggestions.filter(
      ({ cluster }) => !options?.cluster || cluster === options.cluster,
    );
  }

  async listConversations() {
    this.#mayFail('listConversations');
    return [...this.conversations];
  }

  async createConversation() {
    this.#mayFail('createConversation');
    return this.add('');
  }

  async getConversation(id: string): Promise<ConversationDetail> {
    this.#mayFail('getConversation');
    await this.#mustExist(id);
    const conversation = this.conversations.find(entry => entry.id === id)!;
    const detail = {
      ...conversation,
      messages: [...this.#messages.get(id)!],
      runs: this.runs
        .map(record => record.run)
        .filter(run => run.conversationId === id),
    };
    await this.#held;
    return detail;
  }

  async deleteConversation(id: string) {
    this.#mayFail('deleteConversation');
    const index = this.conversations.findIndex(entry => entry.id === id);
    this.conversations.splice(index, 1);
  }

  async postMessage(
    conversationId: string,
    options: { question: string; cluster?: string; idempotencyKey: string },
  ) {
    await this.#mustExist(conversationId);
    const run = this.#post(conversationId, options);
    this.#mayFail('postMessage');
    return run;
  }

  async getRun(runId: string) {
    this.#mayFail('getRun');
    return this.#record(runId).run;
  }

  async replyToRun(runId: string, reply: { n: number; text: string }) {
    this.#mayFail('replyToRun');
    this.replies.push({ runId, ...reply });
    this.write(
      runId,
      { type: 'reply', data: reply },
      { type: 'status', data: { status: 'queued', attempt: 1 } },
    );
    return this.#record(runId).run;
  }

  async cancelRun(runId: string) {
    this.#mayFail('cancelRun');
    this.write(runId, {
      type: 'status',
      data: { status: 'cancelled', attempt: 1 },
    });
    return this.#record(runId).run;
  }

  async *streamRun(
    runId: string,
    options: { lastEventId?: number; signal?: AbortSignal } = {},
  ): AsyncGenerator<RunStreamItem> {
    const { lastEventId, signal } = options;
    this.streams.push({ runId, ...(lastEventId && { lastEventId }) });
    const record = this.#record(runId);
    let next = lastEventId ?? 0;
    let draft: RunDraft | undefined;
    this.watched.push(runId);
    try {
      while (!signal?.aborted) {
        this.#mayFail('streamRun');
        const event = record.events[next];
        if (event) {
          next += 1;
          yield event;
        } else if (record.draft !== draft) {
          draft = record.draft;
          yield { type: 'draft', data: record.draft! };
        } else if (!isActive(record.run.status)) {
          return;
        } else {
          await new Promise<void>(resolve => {
            record.wake.add(resolve);
            signal?.addEventListener('abort', () => resolve());
          });
        }
      }
    } finally {
      this.watched.splice(this.watched.indexOf(runId), 1);
    }
  }

  async sendFeedback(
    runId: string,
    feedback: { rating: FeedbackRating; text?: string },
  ) {
    this.#mayFail('sendFeedback');
    this.feedback.push({ runId, ...feedback });
    return { runId, ...feedback };
  }

  /** Breaks the streams that are open now. */
  breakStreams(runId: string): void {
    this.failNext('streamRun', new TypeError('network error'));
    this.#record(runId).wake.forEach(wake => wake());
  }

  #post(
    conversationId: string,
    options: { question: string; cluster?: string; idempotencyKey: string },
  ): Run {
    const { question, cluster, idempotencyKey: key } = options;
    const known = this.runs.find(record => record.key === key);
    if (known) {
      return known.run;
    }
    const n = this.runs.length + 1;
    const run: Run = {
      id: `r${n}`,
      conversationId,
      messageId: `m${n}`,
      status: 'queued',
      attempts: 0,
      createdAt: NOW,
    };
    const record = { run, question, cluster, key, events: [], wake: new Set() };
    this.runs.push(record as RunRecord);
    this.#messages.get(conversationId)!.push({
      id: run.messageId,
      role: 'user',
      text: question,
      ...(cluster && { cluster }),
      createdAt: NOW,
      runId: run.id,
    });
    const conversation = this.conversations.find(
      entry => entry.id === conversationId,
    )!;
    conversation.title = conversation.title || question;
    return run;
  }

  #reply(run: Run, id: string, answer: Answer): void {
    this.#messages.get(run.conversationId)!.push({
      id,
      role: 'assistant',
      text: answer.sentence,
      createdAt: NOW,
      runId: run.id,
      answer,
    });
  }

  #record(runId: string): RunRecord {
    return this.runs.find(record => record.run.id === runId)!;
  }

  async #mustExist(id: string): Promise<void> {
    if (!this.conversations.some(entry => entry.id === id)) {
      throw await responseError(404, 'NotFoundError');
    }
  }

  #mayFail(method: keyof DataAssistantApi): void {
    const index = this.#failures.findIndex(entry => entry.method === method);
    if (index >= 0) {
      const [{ error }] = this.#failures.splice(index, 1);
      throw error;
    }
  }
}
