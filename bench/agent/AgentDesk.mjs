/**
 * What answers questions in the portal, over a warehouse with a schema for each cluster: the product's own stores,
 * guard, connector, agent, conversations and worker on a SQLite file. Only HTTP and sign-in are left out.
 */
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import { clusterId, clusterUpdate, openStore } from '../lib/contextStore.mjs';
import { openWarehouse } from '../lib/duckDbWarehouse.mjs';
import { backend, openai } from '../lib/product.mjs';

const { DateTime, Duration } = createRequire(import.meta.url)('luxon');
const { createAnswering } = backend('agent/createAnswering');
const { ModelSet } = backend('agent/ModelSet');
const { readDataAssistantConfig } = backend('config');
const { ContextIndex } = backend('context/ContextIndex');
const { createConversations } = backend('conversations');
const { AllowListGuard } = backend('sql');
const { Profiler, SchemaSync, WarehouseRegistry } = backend('warehouse');
const { EndpointCaller } = openai('EndpointCaller');
const { OpenAiModel } = openai('OpenAiModel');
const { readOpenAiConfig } = openai('config/readOpenAiConfig');

const USER = 'user:default/bench';

const silent = {
  child: () => silent,
  debug() {},
  info() {},
  warn() {},
  error() {},
};
const auditor = {
  sqlVerdict: async () => {},
  answered: async () => {},
  limitReached: async () => {},
};

/** Counts the time that queries take, from the call to the last row. */
function timing(connector, clock) {
  return new Proxy(connector, {
    get(target, key) {
      const value = target[key];
      if (key === 'query') {
        return async options => {
          const start = performance.now();
          try {
            return await target.query(options);
          } finally {
            clock.engineMs += performance.now() - start;
          }
        };
      }
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function createModels(settings) {
  const { answering } = readOpenAiConfig(
    new ConfigReader({ dataAssistant: { openai: settings } }),
  );
  const models = ModelSet.create();
  models.set(
    'answering',
    OpenAiModel.create({ chat: answering, caller: EndpointCaller.create({}) }),
  );
  return models;
}

/**
 * @param path the warehouse, @param schemas `Map<schema, tables>`: a cluster for each
 * @param model `dataAssistant.openai` of the configuration
 */
export async function openDesk({ path, schemas, model }) {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-agent-'));
  const context = await openStore({ filename: join(home, 'bench.sqlite') });
  const { database, store } = context;
  const clock = { engineMs: 0 };
  const warehouses = new WarehouseRegistry();
  const connectors = [...schemas.keys()].map(schema =>
    openWarehouse(schema, path, { schema }),
  );
  connectors.forEach(connector => warehouses.add(timing(connector, clock)));
  const put = async (schema, { pairs = [], docs = [] } = {}) => {
    const update = clusterUpdate({
      name: schema,
      title: schema.replaceAll('_', ' '),
      tables: schemas
        .get(schema)
        .map(table => ({ name: `${schema}.${table}`, columns: [] })),
      pairs,
      docs,
    });
    update.cluster.warehouse = schema;
    update.datasets.forEach(dataset => (dataset.warehouse = schema));
    await store.replaceCluster(update);
    for (const { id } of pairs) {
      await store.savePairValidity(id, { status: 'valid' });
    }
  };
  for (const schema of schemas.keys()) {
    await put(schema);
  }
  const logger = silent;
  await SchemaSync.create({ store, warehouses, logger }).run();
  const maxAge = Duration.fromObject({ days: 1 });
  await Profiler.create({ store, warehouses, logger, maxAge }).run();

  const config = readDataAssistantConfig(new ConfigReader({}));
  const contextIndex = ContextIndex.create({
    store,
    now: () => DateTime.utc(),
    logger,
  });
  const conversations = createConversations({
    database,
    logger,
    executor: createAnswering({
      config,
      contextIndex,
      store,
      guard: AllowListGuard.create({ warehouses }),
      warehouses,
      models: createModels(model),
      auditor,
      portalUrl: undefined,
      logger,
    }),
  });
  contextIndex.start();
  conversations.start();

  /** Asks within one cluster and waits for the end. */
  const ask = async (schema, question) => {
    const id = clusterId(schema);
    const asker = { userRef: USER, askable: async () => [id] };
    const { service } = conversations;
    const { id: conversation } = await service.create(asker);
    clock.engineMs = 0;
    const start = performance.now();
    const run = await service.postMessage(asker, conversation, {
      question,
      clusterId: id,
      idempotencyKey: randomUUID(),
    });
    const seen = { steps: [], answer: undefined, error: undefined };
    const { signal } = new AbortController();
    for await (const { type, data } of await service.streamRun(asker, run.id, {
      lastEventId: 0,
      signal,
    })) {
      if (type === 'step') {
        seen.steps.push(data);
      } else if (type === 'answer') {
        seen.answer = data.answer;
      } else if (type === 'error') {
        seen.error = data;
      }
    }
    return {
      ...seen,
      ms: performance.now() - start,
      engineMs: clock.engineMs,
    };
  };

  const connectorOf = schema => connectors[[...schemas.keys()].indexOf(schema)];
  return {
    ask,
    put,
    /** Runs a statement with the product's limits, unguarded. */
    query: (schema, sql) =>
      connectorOf(schema).query({
        sql,
        limits: {
          maxRows: config.limits.maxRows,
          maxBytes: config.limits.maxBytes,
          timeoutMs: config.limits.queryTimeoutMs,
        },
      }),
    async close() {
      contextIndex.stop();
      await conversations.stop();
      await Promise.all(connectors.map(connector => connector.close()));
      await context.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
