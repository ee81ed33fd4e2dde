import { ModelPrices } from '@cairn/backstage-plugin-data-assistant-node';
import { OpenAiEndpoint, readEndpoint } from './readEndpoint';
import {
  readCount,
  readNumber,
  readTimeout,
  Section,
  sectionOf,
  wrong,
} from './values';

const DEFAULT_TIMEOUT_MS = 90_000;
const DEFAULT_FIRST_TOKEN_TIMEOUT_MS = 30_000;
const DEFAULT_IDLE_TIMEOUT_MS = 30_000;
/** Enough for an answer; and small enough for the context of models that run on one machine. */
const DEFAULT_MAX_OUTPUT_TOKENS = 4_096;
const MIN_OUTPUT_TOKENS = 256;
const MAX_OUTPUT_TOKENS = 131_072;
const MAX_TEMPERATURE = 2;
/** US dollars per million tokens; a price above is one per token, written by mistake in another unit. */
const MAX_PRICE = 10_000;

const TOKEN_LIMIT_FIELDS = ['max_completion_tokens', 'max_tokens'] as const;

/** A model that writes text and calls tools. */
export interface ChatModel {
  endpoint: OpenAiEndpoint;
  model: string;
  /** For a call with all of its attempts. */
  timeoutMs: number;
  /** For the first token of an attempt. */
  firstTokenTimeoutMs: number;
  /** From one event of the stream to the next, once there was a token. */
  idleTimeoutMs: number;
  maxOutputTokens: number;
  temperature?: number;
  /** How the server calls the limit of output tokens. */
  tokenLimitField: (typeof TOKEN_LIMIT_FIELDS)[number];
  /** Whether the server is asked to count tokens in a stream. */
  streamUsage: boolean;
  prices?: ModelPrices;
}

export function readChatModel(
  section: Section,
  outer: OpenAiEndpoint,
): ChatModel {
  const { config, path } = section;
  const timeoutMs = readTimeout(section, 'timeout', DEFAULT_TIMEOUT_MS);
  const part = (key: string, fallback: number) => {
    const value = readTimeout(section, key, Math.min(fallback, timeoutMs));
    if (value > timeoutMs) {
      throw wrong(`${path}${key}`, `it must not be longer than ${path}timeout`);
    }
    return value;
  };
  const temperature = readNumber(section, 'temperature', {
    min: 0,
    max: MAX_TEMPERATURE,
  });
  const prices = sectionOf(section, 'prices');
  return {
    endpoint: readEndpoint(section, outer),
    model: config.getString('model'),
    timeoutMs,
    firstTokenTimeoutMs: part(
      'firstTokenTimeout',
      DEFAULT_FIRST_TOKEN_TIMEOUT_MS,
    ),
    idleTimeoutMs: part('idleTimeout', DEFAULT_IDLE_TIMEOUT_MS),
    maxOutputTokens:
      readCount(section, 'maxOutputTokens', {
        min: MIN_OUTPUT_TOKENS,
        max: MAX_OUTPUT_TOKENS,
      }) ?? DEFAULT_MAX_OUTPUT_TOKENS,
    ...(temperature === undefined ? {} : { temperature }),
    tokenLimitField: readTokenLimitField(section),
    streamUsage: config.getOptionalBoolean('streamUsage') ?? true,
    ...(prices ? { prices: readPrices(prices) } : {}),
  };
}

function readTokenLimitField({
  config,
  path,
}: Section): ChatModel['tokenLimitField'] {
  const value = config.getOptionalString('tokenLimitField');
  const known = TOKEN_LIMIT_FIELDS.find(field => field === value);
  if (value !== undefined && !known) {
    throw wrong(
      `${path}tokenLimitField`,
      `it must be ${TOKEN_LIMIT_FIELDS.join(' or ')}`,
    );
  }
  return known ?? 'max_completion_tokens';
}

function readPrices(section: Section): ModelPrices {
  const price = (key: string) =>
    readNumber(section, key, { min: 0, max: MAX_PRICE });
  const required = (key: string) => {
    section.config.getNumber(key);
    return price(key)!;
  };
  const cachedInput = price('cachedInput');
  return {
    input: required('input'),
    ...(cachedInput === undefined ? {} : { cachedInput }),
    output: required('output'),
  };
}
