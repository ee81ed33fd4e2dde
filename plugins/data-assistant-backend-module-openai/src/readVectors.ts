import { z } from 'zod';
import { EndpointFailure } from './EndpointFailure';

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** What is used of the answer; servers add and leave out other fields. */
const answerSchema = z.object({
  data: z.array(
    z.object({
      index: z.number().int().min(0).optional(),
      /** Numbers, or the same as base64 of little-endian 32-bit floats. */
      embedding: z.union([z.array(z.number()), z.string()]),
    }),
  ),
});

/** What an answer has to be like. */
export interface VectorsWanted {
  count: number;
  /** Undefined: any, as long as it is the same for all. */
  dimensions?: number;
  maxDimensions: number;
}

/**
 * The vectors of an answer of `/embeddings`, in the order of the texts.
 *
 * @throws EndpointFailure `invalid-response` when they are not as wanted
 */
export function readVectors(
  answer: unknown,
  wanted: VectorsWanted,
): Float32Array[] {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`${issue.path.join('.') || 'it'}: ${issue.message}`);
  }
  const { data } = parsed.data;
  if (data.length !== wanted.count) {
    throw invalid(`it has ${data.length} vectors for ${wanted.count} texts`);
  }
  const vectors = new Array<Float32Array | undefined>(wanted.count);
  data.forEach(({ index, embedding }, position) => {
    const at = index ?? position;
    if (at >= wanted.count || vectors[at]) {
      throw invalid(`the index ${at} is out of range or there twice`);
    }
    vectors[at] = toVector(embedding);
  });
  const complete = vectors.map(vector => {
    if (!vector) {
      throw invalid('the vector of a text is not there');
    }
    return vector;
  });
  const length = wanted.dimensions ?? complete[0].length;
  for (const vector of complete) {
    if (vector.length !== length) {
      throw invalid(
        `a vector has ${vector.length} numbers where ${length} are expected`,
      );
    }
  }
  if (length === 0 || length > wanted.maxDimensions) {
    throw invalid(
      `its vectors have ${length} numbers; 1 to ${wanted.maxDimensions} are possible`,
    );
  }
  return complete;
}

function toVector(embedding: number[] | string): Float32Array {
  const vector =
    typeof embedding === 'string'
      ? decode(embedding)
      : Float32Array.from(embedding);
  // After the conversion, since a number may be finite and yet too large for 32 bits.
  if (!vector.every(Number.isFinite)) {
    throw invalid('a vector has a number that is not finite');
  }
  return vector;
}

function decode(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  const expected = Math.floor((text.replace(/=+$/, '').length * 3) / 4);
  // The decoder skips what is no base64.
  if (bytes.length !== expected || bytes.length % FLOAT_BYTES !== 0) {
    throw invalid('a vector is no base64 of 32-bit floats');
  }
  // Copied, since a view needs its bytes aligned.
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function invalid(detail: string): EndpointFailure {
  return new EndpointFailure(
    'invalid-response',
    `The endpoint's answer is not usable: ${detail}`,
  );
}
