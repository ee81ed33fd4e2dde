import { SignalResult } from '@cairn/backstage-plugin-data-assistant-common';
import {
  HealthSignal,
  HealthSignalContext,
} from '@cairn/backstage-plugin-data-assistant-node';
import { reasonOf } from '../warehouse/warehouseFailure';

/** One signal that hangs must not keep the others from being measured. */
const TIMEOUT_MS = 60_000;

function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`No result within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

/** Measures one signal. What goes wrong, a value outside of 0 to 1 too, is a failure with its reason and never a zero. */
export async function measureSignal(options: {
  signal: HealthSignal;
  context: HealthSignalContext;
  timeoutMs?: number;
}): Promise<SignalResult> {
  const { signal, context, timeoutMs = TIMEOUT_MS } = options;
  const { id, title, weight } = signal;
  const head = { id, title, weight };
  try {
    const measured = await inTime(signal.measure(context), timeoutMs);
    const { facts = [], action } = measured;
    const tail = { facts, ...(action ? { action } : {}) };
    if ('failure' in measured) {
      return { ...head, failure: measured.failure, ...tail };
    }
    const { value } = measured;
    return value >= 0 && value <= 1
      ? { ...head, value, ...tail }
      : { ...head, failure: `${value} is not between 0 and 1`, ...tail };
  } catch (error) {
    return { ...head, failure: reasonOf(error), facts: [] };
  }
}

/**
 * 100 × the mean of the values, weighted, over the signals that have one; rounded. Undefined when none
 * has: an unknown health is not a bad one.
 */
export function scoreOf(signals: SignalResult[]): number | undefined {
  let weights = 0;
  let sum = 0;
  for (const { value, weight } of signals) {
    if (value !== undefined) {
      weights += weight;
      sum += weight * value;
    }
  }
  return weights > 0 ? Math.round((100 * sum) / weights) : undefined;
}
