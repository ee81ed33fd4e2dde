import { context, metrics as metricsApi, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { startTestBackend, TestDatabases } from '@backstage/backend-test-utils';
import {
  metricsServiceMock,
  tracingServiceMock,
} from '@backstage/backend-test-utils/alpha';
import { modelReplies } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { AgentApi } from '../agent/__testUtils__/AgentApi';
import { RADIO } from '../agent/__testUtils__/radioCluster';
import { Telemetry } from './Telemetry';

jest.setTimeout(60_000);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

const SQL = 'SELECT count(*) AS n FROM radio.plays WHERE seconds >= 65';
const { call, denied } = modelReplies;

/** Backstage's own services for spans and metrics, over whatever the process has set up for OpenTelemetry. */
async function startTelemetry(capturePayloads: boolean) {
  let telemetry: Telemetry | undefined;
  const backend = await startTestBackend({
    features: [
      // Without these the test backend records nothing.
      metricsServiceMock.factory(),
      tracingServiceMock.factory(),
      createBackendPlugin({
        pluginId: 'data-assistant',
        register(env) {
          env.registerInit({
            deps: { metrics: metricsServiceRef, tracing: tracingServiceRef },
            async init(deps) {
              telemetry = Telemetry.create({ ...deps, capturePayloads });
            },
          });
        },
      }),
    ],
  });
  return { telemetry: telemetry!, stop: () => backend.stop() };
}

describe('Telemetry', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const spanExporter = new InMemorySpanExporter();
  const metricExporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const reader = new PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: 3_600_000,
  });
  const meters = new MeterProvider({ readers: [reader] });
  const stops: (() => Promise<void>)[] = [];

  let api: AgentApi;

  beforeAll(async () => {
    api = await AgentApi.start(await databases.init('SQLITE_3'));
    context.setGlobalContextManager(
      new AsyncLocalStorageContextManager().enable(),
    );
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({
        spanProcessors: [new SimpleSpanProcessor(spanExporter)],
      }),
    );
    metricsApi.setGlobalMeterProvider(meters);
  });

  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
    spanExporter.reset();
    metricExporter.reset();
  });

  afterAll(async () => {
    await api.stop();
    await meters.shutdown();
    trace.disable();
    metricsApi.disable();
    context.disable();
  });

  async function configure(capturePayloads: boolean): Promise<void> {
    const { telemetry, stop } = await startTelemetry(capturePayloads);
    stops.push(stop);
    await api.configure({ telemetry });
  }

  async function ask(capturePayloads: boolean) {
    await configure(capturePayloads);
    api.play([
      call('run_sql', { cluster: RADIO, sql: SQL }),
      call('answer', {
        sentence: 'There were 16 long plays.',
        query: 'q1',
        citations: [],
        confidence: 0.9,
      }),
    ]);
    const response = await api.ask('How many long plays were there?');
    return { response, spans: spanExporter.getFinishedSpans() };
  }

  async function measured() {
    await reader.forceFlush();
    const { scopeMetrics } = metricExporter.getMetrics().at(-1)!;
    return new Map(
      scopeMetrics
        .flatMap(({ metrics }) => metrics)
        .map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints]),
    );
  }

  const named = (spans: ReadableSpan[], name: string) =>
    spans.filter(span => span.name === name);

  it('puts run, steps, model calls, tool calls and queries into spans, one within the other', async () => {
    const { response, spans } = await ask(false);
    const [run] = named(spans, 'invoke_agent data-assistant');
    expect(run.attributes).toMatchObject({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'data-assistant',
      'gen_ai.conversation.id': response.conversationId,
      'data_assistant.run.id': response.runId,
      'data_assistant.answer.tier': 'grounded',
    });
    const thoughts = named(spans, 'step think');
    const chats = named(spans, 'chat test-model');
    expect(thoughts).toHaveLength(2);
    expect(chats).toHaveLength(2);
    expect(chats[0].parentSpanContext?.spanId).toBe(
      thoughts[0].spanContext().spanId,
    );
    expect(chats[0].attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'test-model',
      'gen_ai.response.finish_reasons': ['tool_calls'],
      'gen_ai.usage.input_tokens': expect.any(Number),
      'gen_ai.usage.output_tokens': expect.any(Number),
    });
    const [tool] = named(spans, 'execute_tool run_sql');
    expect(tool.attributes).toMatchObject({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'run_sql',
    });
    expect(tool.parentSpanContext?.spanId).toBe(run.spanContext().spanId);
    const [query] = named(spans, 'SELECT example');
    expect(query.parentSpanContext?.spanId).toBe(tool.spanContext().spanId);
    expect(query.attributes).toMatchObject({
      'db.system.name': 'duckdb',
      'db.operation.name': 'SELECT',
      'db.response.returned_rows': 1,
    });
    const told = JSON.stringify(spans.map(({ attributes }) => attributes));
    expect(told).not.toContain('long plays');
    expect(told).not.toContain('radio.plays');
  });

  it('measures times, tokens and cost', async () => {
    const { response } = await ask(false);
    const points = await measured();
    expect([...points.keys()]).toEqual(
      expect.arrayContaining([
        'data_assistant.run.duration',
        'data_assistant.run.active',
        'data_assistant.step.duration',
        'gen_ai.client.operation.duration',
        'gen_ai.client.token.usage',
        'data_assistant.model.cost',
        'db.client.operation.duration',
      ]),
    );
    const costs = points.get('data_assistant.model.cost')!;
    expect(costs.at(-1)!.value).toBeGreaterThanOrEqual(
      response.usage!.costUsd! - 1e-9,
    );
    expect(
      points
        .get('gen_ai.client.token.usage')!
        .map(({ attributes }) => attributes['gen_ai.token.type']),
    ).toEqual(expect.arrayContaining(['input', 'output']));
    expect(points.get('data_assistant.run.active')![0].value).toBe(0);
  });

  it('holds what was asked, written and read when that is opted in', async () => {
    const { spans } = await ask(true);
    const [run] = named(spans, 'invoke_agent data-assistant');
    expect(run.attributes['gen_ai.input.messages']).toBe(
      'How many long plays were there?',
    );
    const [chat] = named(spans, 'chat test-model');
    expect(chat.attributes['gen_ai.input.messages']).toContain('long plays');
    expect(chat.attributes['gen_ai.output.messages']).toContain('run_sql');
    expect(
      named(spans, 'SELECT example').map(
        ({ attributes }) => attributes['db.query.text'],
      ),
    ).toContain(SQL);
  });

  it('marks what failed with the kind of the failure, and not with its message', async () => {
    await configure(false);
    api.play(() => denied());
    const { id } = await api.put('How many long plays were there?');
    await api.watch(id);
    const [chat] = named(spanExporter.getFinishedSpans(), 'chat test-model');
    expect(chat.attributes['error.type']).toBe('denied');
    expect(chat.status.code).toBe(2);
    const points = await measured();
    expect(
      points
        .get('gen_ai.client.operation.duration')!
        .map(({ attributes }) => attributes['error.type']),
    ).toContain('denied');
  });

  it('ends the span of an attempt that waits for its asker, and counts it no more', async () => {
    await configure(false);
    api.play([
      call('ask_user', { question: 'Which plays?', choices: ['All', 'Long'] }),
    ]);
    const { id } = await api.put('How many long plays were there?');
    await api.watch(
      id,
      item => item.type === 'status' && item.data.status === 'waiting',
    );
    await until(
      () =>
        named(spanExporter.getFinishedSpans(), 'invoke_agent data-assistant')
          .length === 1,
    );
    const [run] = named(
      spanExporter.getFinishedSpans(),
      'invoke_agent data-assistant',
    );
    expect(run.attributes).toMatchObject({ 'data_assistant.run.left': true });
    expect(run.attributes).not.toHaveProperty('error.type');
    const points = await measured();
    expect(points.get('data_assistant.run.active')![0].value).toBe(0);
  });
});
