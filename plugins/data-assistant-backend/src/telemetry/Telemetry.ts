import {
  MetricsService,
  MetricsServiceHistogram,
  TracingService,
  TracingServiceAttributes,
  TracingServiceSpan,
  TracingServiceSpanKind,
} from '@backstage/backend-plugin-api/alpha';
import { performance } from 'node:perf_hooks';
import { createInstruments, Instruments } from './createInstruments';

const LONGEST_PAYLOAD = 32_000;

/** What is measured of an operation: as attributes of its span, and of its time. */
interface Operation {
  /** Of the span. */
  name: string;
  kind?: TracingServiceSpanKind;
  /** Of few values, since each combination is a time series. */
  attributes: TracingServiceAttributes;
  /** Of the span alone. */
  spanAttributes?: TracingServiceAttributes;
  duration: MetricsServiceHistogram;
}

/** Spans and metrics of OpenTelemetry. What was asked, written and read is in them only when that is opted in. */
export class Telemetry {
  static create(options: {
    metrics: MetricsService;
    tracing: TracingService;
    capturePayloads: boolean;
  }): Telemetry {
    return new Telemetry(options);
  }

  readonly instruments: Instruments;
  readonly #tracing: TracingService;
  readonly #capturePayloads: boolean;

  private constructor(options: {
    metrics: MetricsService;
    tracing: TracingService;
    capturePayloads: boolean;
  }) {
    this.instruments = createInstruments(options.metrics);
    this.#tracing = options.tracing;
    this.#capturePayloads = options.capturePayloads;
  }

  /**
   * Runs `work` in a span and records how long it took, with `error.type` when it rejects. What `work` adds by
   * its second argument is also an attribute of the time.
   */
  async measure<T>(
    { name, kind, attributes, spanAttributes, duration }: Operation,
    work: (
      span: TracingServiceSpan,
      add: (attributes: TracingServiceAttributes) => void,
    ) => Promise<T>,
  ): Promise<T> {
    const all = { ...attributes, ...spanAttributes };
    const done = await this.#tracing.startActiveSpan(
      name,
      { kind, attributes: all },
      async (span): Promise<{ result: T } | { error: unknown }> => {
        const measured: TracingServiceAttributes = { ...attributes };
        const add = (more: TracingServiceAttributes) => {
          Object.assign(measured, more);
          setAll(span, more);
        };
        const start = performance.now();
        try {
          return { result: await work(span, add) };
        } catch (error) {
          add({ 'error.type': errorType(error) });
          span.setStatus({ code: 'error' });
          // Not thrown within the span: that would put its message there, which may tell of data.
          return { error };
        } finally {
          duration.record((performance.now() - start) / 1_000, measured);
        }
      },
    );
    if ('error' in done) {
      throw done.error;
    }
    return done.result;
  }

  /** Adds what was asked, written or read to a span, if that is opted in. */
  payload(span: TracingServiceSpan, key: string, value: () => unknown): void {
    if (this.#capturePayloads) {
      const text = value();
      span.setAttribute(
        key,
        (typeof text === 'string' ? text : JSON.stringify(text)).slice(
          0,
          LONGEST_PAYLOAD,
        ),
      );
    }
  }
}

function setAll(
  span: TracingServiceSpan,
  attributes: TracingServiceAttributes,
): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      span.setAttribute(key, value);
    }
  }
}

/** The code of our own errors, else the name; messages may tell of data. */
function errorType(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const known = [code, name].find(
    text => typeof text === 'string' && text !== '',
  );
  return known === undefined ? 'unknown' : String(known);
}
