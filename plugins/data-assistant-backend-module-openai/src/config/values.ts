import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** Where all of it is read from. */
export const KEY = 'dataAssistant.openai';
const MIN_TIMEOUT_MS = 1_000;
/** Beyond it the HTTP client of Node.js ends calls by itself. */
const MAX_TIMEOUT_MS = 300_000;

/** A part of the configuration, and its name below `dataAssistant.openai`. */
export interface Section {
  config: Config;
  /** With a dot at the end, or empty. */
  path: string;
}

export function sectionOf(parent: Section, key: string): Section | undefined {
  const config = parent.config.getOptionalConfig(key);
  return config && { config, path: `${parent.path}${key}.` };
}

export function readCount(
  { config, path }: Section,
  key: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (
    value !== undefined &&
    (!Number.isInteger(value) || value < min || value > max)
  ) {
    throw wrong(
      `${path}${key}`,
      `${value} is not a whole number from ${min} to ${max}`,
    );
  }
  return value;
}

export function readNumber(
  { config, path }: Section,
  key: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (value !== undefined && !(value >= min && value <= max)) {
    throw wrong(`${path}${key}`, `${value} is not from ${min} to ${max}`);
  }
  return value;
}

/** Milliseconds. */
export function readTimeout(
  { config, path }: Section,
  key: string,
  fallback: number,
): number {
  if (!config.has(key)) {
    return fallback;
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch (error) {
    throw wrong(
      `${path}${key}`,
      error instanceof Error ? error.message : 'unknown',
    );
  }
  if (milliseconds < MIN_TIMEOUT_MS || milliseconds > MAX_TIMEOUT_MS) {
    throw wrong(`${path}${key}`, 'it must be from 1 second to 5 minutes');
  }
  return milliseconds;
}

export function wrong(key: string, reason: string): InputError {
  return new InputError(
    `Invalid value in the configuration at ${KEY}.${key}: ${reason}`,
  );
}
