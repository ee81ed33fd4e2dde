import {
  costOf,
  ModelPrices,
  ModelResponse,
  ModelUsage,
} from '@cairn/backstage-plugin-data-assistant-node';
import { countTokens } from '../../context/pack/countTokens';
import { RunUsage } from '../../conversations/RunExecutor';

/** Counting takes time; what an endpoint without a count writes beyond is free. */
const COUNTED_AT_MOST = 100_000;

function toRunUsage(usage: ModelUsage, prices?: ModelPrices): RunUsage {
  return {
    modelCalls: 1,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    costUsd: costOf(usage, prices) ?? 0,
    scannedBytes: 0,
  };
}

const isCount = (value: number) => Number.isFinite(value) && value >= 0;

/** As an endpoint counted; undefined for what cannot be. No request is without tokens. */
function countedUsage(usage: ModelUsage | undefined): ModelUsage | undefined {
  if (
    !usage ||
    !isCount(usage.inputTokens) ||
    !isCount(usage.outputTokens) ||
    usage.inputTokens === 0
  ) {
    return undefined;
  }
  const { inputTokens, cachedInputTokens: cached, outputTokens } = usage;
  return {
    inputTokens,
    outputTokens,
    ...(cached !== undefined && isCount(cached)
      ? { cachedInputTokens: Math.min(cached, inputTokens) }
      : {}),
  };
}

/** What a call used. An endpoint that does not count is counted for, or no limit would hold. */
export function reckonUsage(
  { usage, text, toolCalls }: ModelResponse,
  options: { inputTokens: number; prices: ModelPrices | undefined },
): RunUsage {
  const { inputTokens, prices } = options;
  const written = [text, ...toolCalls.map(call => call.arguments)].join(' ');
  return toRunUsage(
    countedUsage(usage) ?? {
      inputTokens,
      outputTokens: countTokens(written.slice(0, COUNTED_AT_MOST)),
    },
    prices,
  );
}

/** What calls used of which the last one did not end: that one is reckoned with what it has read and written. */
export function reckonLost(
  before: RunUsage | undefined,
  options: {
    inputTokens: number;
    written: string;
    prices: ModelPrices | undefined;
  },
): RunUsage {
  const { inputTokens, written, prices } = options;
  const outputTokens = countTokens(written.slice(0, COUNTED_AT_MOST));
  return sumUsage(before, toRunUsage({ inputTokens, outputTokens }, prices));
}

export function sumUsage(a: RunUsage | undefined, b: RunUsage): RunUsage {
  return a
    ? {
        modelCalls: a.modelCalls + b.modelCalls,
        inputTokens: a.inputTokens + b.inputTokens,
        outputTokens: a.outputTokens + b.outputTokens,
        costUsd: a.costUsd + b.costUsd,
        scannedBytes: a.scannedBytes + b.scannedBytes,
      }
    : b;
}
