import { mockServices } from '@backstage/backend-test-utils';
import {
  AskResponse,
  Run,
  RunStepView,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  ModelScript,
  ModelTestRequest,
  ModelTestServer,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { DateTime, Duration } from 'luxon';
import { AnswerAuditor } from '../../access';
import { AgentLimits, readDataAssistantConfig } from '../../config';
import { ContextIndex } from '../../context/ContextIndex';
import { KnexContextStore } from '../../curation';
import { applyMigrations } from '../../database';
import { ApiCaller, asUser } from '../../http/__testUtils__/ApiCaller';
import { RunningApi, startApi } from '../../http/__testUtils__/startApi';
import { RunExecutor } from '../../conversations';
import { AllowListGuard } from '../../sql';
import {
  Telemetry,
  TracedRunExecutor,
  tracedModels,
  tracedWarehouses,
} from '../../telemetry';
import { Profiler, SchemaSync } from '../../warehouse';
import {
  startTestWarehouse,
  TestWarehouse,
} from '../../warehouse/__testUtils__/startTestWarehouse';
import { createAnswering } from '../createAnswering';
import { radioCluster, radioWarehouse } from './radioCluster';
import { startTestModel } from './startTestModel';

export const PORTAL = 'https://portal.example.com';
const asAdmin = asUser('admin');

/** A cluster over a real warehouse, a scripted model behind a real endpoint, and what answers with both. */
export class AgentDesk {
  static async start(knex: Knex): Promise<AgentDesk> {
    const database = await applyMigrations({ getClient: async () => knex });
    const warehouse = await startTestWarehouse(radioWarehouse);
    const store = KnexContextStore.create({ database });
    await store.replaceCluster(radioCluster);
    await store.savePairValidity('radio/plays', { status: 'valid' });
    const logger = mockServices.logger.mock();
    const { warehouses } = warehouse;
    await SchemaSync.create({ store, warehouses, logger }).run();
    const maxAge = Duration.fromObject({ days: 1 });
    await Profiler.create({ store, warehouses, logger, maxAge }).run();
    return new AgentDesk(store, warehouse, await ModelTestServer.start());
  }

  readonly auditor = mockServices.auditor.mock();
  readonly #models: { stop(): Promise<void> }[] = [];

  private constructor(
    private readonly store: KnexContextStore,
    readonly warehouse: TestWarehouse,
    readonly server: ModelTestServer,
  ) {}

  /** What answers questions, in another process for all it knows: nothing is shared but database and endpoints. */
  async createExecutor(
    options: {
      agent?: Partial<AgentLimits>;
      model?: JsonObject;
      /** Another model behind the same endpoint. */
      judging?: JsonObject;
      telemetry?: Telemetry;
    } = {},
  ): Promise<RunExecutor> {
    const { store, warehouse, server, auditor } = this;
    const model = await startTestModel(
      server.baseUrl,
      options.model,
      options.judging,
    );
    this.#models.push(model);
    const config = readDataAssistantConfig(mockServices.rootConfig());
    const { run, userAndDay } = options.agent ?? {};
    const logger = mockServices.logger.mock();
    const { telemetry } = options;
    const warehouses = telemetry
      ? tracedWarehouses(warehouse.warehouses, telemetry)
      : warehouse.warehouses;
    const executor = createAnswering({
      config: {
        ...config,
        agent: {
          run: { ...config.agent.run, ...run },
          userAndDay: { ...config.agent.userAndDay, ...userAndDay },
        },
      },
      contextIndex: ContextIndex.create({
        store,
        now: () => DateTime.utc(),
        logger,
      }),
      store,
      guard: AllowListGuard.create({ warehouses }),
      warehouses,
      models: telemetry ? tracedModels(model.models, telemetry) : model.models,
      auditor: AnswerAuditor.create({ auditor }),
      portalUrl: `${PORTAL}/backstage`,
      logger,
    });
    return telemetry
      ? TracedRunExecutor.create({ executor, telemetry })
      : executor;
  }

  async stop(): Promise<void> {
    for (const model of this.#models) {
      await model.stop();
    }
    await this.server.close();
    await this.warehouse.stop();
  }
}

type ExecutorOptions = Parameters<AgentDesk['createExecutor']>[0];

/** The HTTP API over an agent's desk, and what a test does with it. */
export class AgentApi {
  static async start(knex: Knex): Promise<AgentApi> {
    const desk = await AgentDesk.start(knex);
    const current = { executor: await desk.createExecutor() };
    const api = await startApi({
      knex,
      executor: {
        execute: (request, journal) =>
          current.executor.execute(request, journal),
      },
    });
    return new AgentApi(desk, api, current);
  }

  readonly #caller: ApiCaller;
  #keys = 1;

  private constructor(
    readonly desk: AgentDesk,
    private readonly api: RunningApi,
    private readonly current: { executor: RunExecutor },
  ) {
    this.#caller = new ApiCaller(api.baseUrl);
  }

  /** Lets questions from here on be answered with other limits, or another client of the model. */
  async configure(options: ExecutorOptions = {}): Promise<void> {
    this.current.executor = await this.desk.createExecutor(options);
  }

  /** What the model is sent from here on. */
  get requests(): ModelTestRequest[] {
    return this.desk.server.requests;
  }

  /** Sets what the model says, and forgets what it was sent before. */
  play(script: ModelScript): void {
    this.requests.length = 0;
    this.desk.server.script = script;
  }

  async ask(question: string, who = 'admin'): Promise<AskResponse> {
    const { status, body } = await this.#caller.call(
      asUser(who),
      'post',
      '/ask',
      { question },
    );
    if (status !== 200) {
      throw new Error(`${status}: ${JSON.stringify(body)}`);
    }
    return body;
  }

  /** Puts a question, into a conversation of its own by default, and waits for nothing. */
  async put(question: string, conversationId?: string): Promise<Run> {
    const client = this.#caller.clientOf(asAdmin);
    const id = conversationId ?? (await client.createConversation()).id;
    return client.postMessage(id, {
      question,
      idempotencyKey: `k${this.#keys++}`,
    });
  }

  /** What those who watch a run see, until something comes that ends the wait; all of it by default. */
  async watch(
    runId: string,
    isEnough: (item: RunStreamItem) => boolean = () => false,
  ): Promise<RunStreamItem[]> {
    const seen: RunStreamItem[] = [];
    const client = this.#caller.clientOf(asAdmin);
    for await (const item of client.streamRun(runId)) {
      seen.push(item);
      if (isEnough(item)) {
        break;
      }
    }
    return seen;
  }

  async steps(runId: string): Promise<RunStepView[]> {
    const items = await this.watch(runId);
    return items.flatMap(item => (item.type === 'step' ? [item.data] : []));
  }

  async reply(runId: string, n: number, text: string): Promise<void> {
    await this.#caller.clientOf(asAdmin).replyToRun(runId, { n, text });
  }

  async run(runId: string): Promise<Run> {
    return this.#caller.clientOf(asAdmin).getRun(runId);
  }

  async receipt(id: string) {
    return this.#caller.clientOf(asAdmin).getReceipt(id);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.desk.stop();
  }
}

/** The last thing that the model was told, at its n-th call. */
export function told(request: ModelTestRequest): string {
  const { messages } = request.body;
  return messages[messages.length - 1].content ?? '';
}
