import { OpenAiEndpoint, readEndpoint } from './readEndpoint';
import { readCount, readTimeout, Section } from './values';

const MIN_DIMENSIONS = 8;
/** What is stored and kept in memory grows with it; no common model needs more. */
export const MAX_DIMENSIONS = 4_096;
const DEFAULT_BATCH_SIZE = 64;
const MAX_BATCH_SIZE = 256;
const DEFAULT_TIMEOUT_MS = 30_000;

/** The model that turns texts into vectors. */
export interface EmbeddingModel {
  endpoint: OpenAiEndpoint;
  model: string;
  dimensions?: number;
  /** Texts in one request. */
  batchSize: number;
  /** For one request. */
  timeoutMs: number;
}

export function readEmbeddingModel(
  section: Section,
  outer: OpenAiEndpoint,
): EmbeddingModel {
  const dimensions = readCount(section, 'dimensions', {
    min: MIN_DIMENSIONS,
    max: MAX_DIMENSIONS,
  });
  return {
    endpoint: readEndpoint(section, outer),
    model: section.config.getString('model'),
    ...(dimensions === undefined ? {} : { dimensions }),
    batchSize:
      readCount(section, 'batchSize', { min: 1, max: MAX_BATCH_SIZE }) ??
      DEFAULT_BATCH_SIZE,
    timeoutMs: readTimeout(section, 'timeout', DEFAULT_TIMEOUT_MS),
  };
}
