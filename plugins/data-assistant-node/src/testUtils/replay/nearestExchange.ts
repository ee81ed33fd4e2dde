import { ModelRequest } from '../../models';
import { canonicalRequest, ModelExchange } from './ModelExchange';

const EXCERPT_BEFORE = 20;
const EXCERPT_LENGTH = 80;

/**
 * Says which recorded request is the nearest to one that was not recorded, and where the two part: the one that is
 * the same for the longest from its beginning.
 */
export function describeNearest(
  request: ModelRequest,
  exchanges: readonly ModelExchange[],
): string {
  const asked = canonicalRequest(request);
  let nearest: { hash: string; text: string; same: number } | undefined;
  for (const { hash, request: recorded } of exchanges) {
    const text = canonicalRequest(recorded);
    const same = samePrefix(asked, text);
    if (!nearest || same > nearest.same) {
      nearest = { hash, text, same };
    }
  }
  if (!nearest) {
    return 'the recording is empty';
  }
  const difference = firstDifference(
    JSON.parse(asked),
    JSON.parse(nearest.text),
    '',
  );
  return difference
    ? `the nearest one, ${nearest.hash}, differs first at ${difference}`
    : `the request of ${nearest.hash} is the same, but its hash is not: the recording was edited`;
}

function samePrefix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) {
    length++;
  }
  return length;
}

function firstDifference(
  asked: unknown,
  recorded: unknown,
  path: string,
): string | undefined {
  if (isContainer(asked) && isContainer(recorded)) {
    for (const key of new Set([
      ...Object.keys(asked),
      ...Object.keys(recorded),
    ])) {
      const found = firstDifference(
        asked[key],
        recorded[key],
        path ? `${path}.${key}` : key,
      );
      if (found) {
        return found;
      }
    }
    return undefined;
  }
  if (asked === recorded) {
    return undefined;
  }
  const [one, other] = [asText(asked), asText(recorded)];
  const start = Math.max(0, samePrefix(one, other) - EXCERPT_BEFORE);
  return `${path}: asked ${excerpt(one, start)}, recorded ${excerpt(
    other,
    start,
  )}`;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing';
}

function excerpt(text: string, start: number): string {
  const end = start + EXCERPT_LENGTH;
  return `'${start ? '…' : ''}${text.slice(start, end)}${
    end < text.length ? '…' : ''
  }'`;
}
