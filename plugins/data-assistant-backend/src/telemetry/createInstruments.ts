import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
  MetricsServiceUpDownCounter,
} from '@backstage/backend-plugin-api/alpha';

/** As the OpenTelemetry conventions for generative AI advise for `gen_ai.client.operation.duration`. */
const MODEL_SECONDS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48,
  40.96, 81.92,
];
/** As they advise for `gen_ai.client.token.usage`. */
const TOKENS = [
  1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576,
  4_194_304, 16_777_216, 67_108_864,
];
/** As the conventions for databases advise for `db.client.operation.duration`, and longer ones for warehouses. */
const QUERY_SECONDS = [
  0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120,
];
const RUN_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320];
const BYTES = [
  1_024, 65_536, 1_048_576, 16_777_216, 268_435_456, 4_294_967_296,
  68_719_476_736, 1_099_511_627_776,
];

/** What the plugin measures. Names are whole: nothing is put before them. */
export interface Instruments {
  runDuration: MetricsServiceHistogram;
  activeRuns: MetricsServiceUpDownCounter;
  stepDuration: MetricsServiceHistogram;
  modelDuration: MetricsServiceHistogram;
  modelTokens: MetricsServiceHistogram;
  modelCost: MetricsServiceCounter;
  queryDuration: MetricsServiceHistogram;
  scannedBytes: MetricsServiceHistogram;
}

export function createInstruments(metrics: MetricsService): Instruments {
  const seconds = (boundaries: number[]) => ({
    unit: 's',
    advice: { explicitBucketBoundaries: boundaries },
  });
  return {
    runDuration: metrics.createHistogram('data_assistant.run.duration', {
      description: 'Time of one attempt at a run, from its lease to its end',
      ...seconds(RUN_SECONDS),
    }),
    activeRuns: metrics.createUpDownCounter('data_assistant.run.active', {
      description: 'Runs that this replica is working on',
      unit: '{run}',
    }),
    stepDuration: metrics.createHistogram('data_assistant.step.duration', {
      description:
        'Time of the work of one step; steps that are reused from the journal do not count',
      ...seconds(RUN_SECONDS),
    }),
    modelDuration: metrics.createHistogram('gen_ai.client.operation.duration', {
      description: 'Time of one call of a model, retries included',
      ...seconds(MODEL_SECONDS),
    }),
    modelTokens: metrics.createHistogram('gen_ai.client.token.usage', {
      description: 'Tokens of one call of a model, as the endpoint counts them',
      unit: '{token}',
      advice: { explicitBucketBoundaries: TOKENS },
    }),
    modelCost: metrics.createCounter('data_assistant.model.cost', {
      description: 'What calls of models cost, by the configured prices',
      unit: 'USD',
    }),
    queryDuration: metrics.createHistogram('db.client.operation.duration', {
      description: 'Time of one query or dry run in a warehouse',
      ...seconds(QUERY_SECONDS),
    }),
    scannedBytes: metrics.createHistogram('data_assistant.query.scanned', {
      description: 'Bytes that a query read, where the warehouse counts them',
      unit: 'By',
      advice: { explicitBucketBoundaries: BYTES },
    }),
  };
}
