import { Config, readDurationFromConfig } from '@backstage/config';
import { HumanDuration } from '@backstage/types';
import { Duration, IANAZone } from 'luxon';
import { ServiceGrant } from './access/ServiceAccess';

const ROOT = 'dataAssistant';

const CLUSTER_NAME_OR_REF = /^(resource:)?([\w.-]+\/)?[\w.-]+$/i;

/** `dataAssistant` of the configuration with its defaults filled in. */
export interface DataAssistantConfig {
  /** IANA name. */
  timeZone: string;
  limits: { maxRows: number; maxBytes: number; queryTimeoutMs: number };
  schedules: {
    context: HumanDuration;
    schema: HumanDuration;
    profiles: HumanDuration;
  };
  serviceAccess: ServiceGrant[];
  runs: { concurrency: number };
}

/** @throws Error that names the key of a value which cannot be used */
export function readDataAssistantConfig(
  rootConfig: Config,
): DataAssistantConfig {
  return {
    timeZone: readTimeZone(rootConfig),
    limits: {
      maxRows: readCount(rootConfig, 'limits.maxRows', 5_000, 100_000),
      maxBytes: readCount(
        rootConfig,
        'limits.maxBytes',
        10 * 1024 * 1024,
        100 * 1024 * 1024,
      ),
      queryTimeoutMs: Duration.fromObject(
        readDuration(rootConfig, 'limits.queryTimeout', { seconds: 30 }),
      ).toMillis(),
    },
    schedules: {
      context: readDuration(rootConfig, 'schedules.context', { minutes: 5 }),
      schema: readDuration(rootConfig, 'schedules.schema', { minutes: 1 }),
      profiles: readDuration(rootConfig, 'schedules.profiles', { hours: 6 }),
    },
    serviceAccess: readServiceAccess(rootConfig),
    runs: { concurrency: readCount(rootConfig, 'runs.concurrency', 4, 100) },
  };
}

function readTimeZone(config: Config): string {
  const key = `${ROOT}.timeZone`;
  const timeZone = config.getOptionalString(key) ?? 'UTC';
  if (!IANAZone.isValidZone(timeZone)) {
    throw new Error(
      `Invalid value at '${key}': '${timeZone}' is no IANA time zone; use one such as 'Europe/Stockholm'`,
    );
  }
  return timeZone;
}

function readCount(
  config: Config,
  path: string,
  fallback: number,
  max: number,
): number {
  const key = `${ROOT}.${path}`;
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new Error(
      `Invalid value at '${key}': ${value} is not a whole number from 1 to ${max}`,
    );
  }
  return value;
}

function readDuration(
  config: Config,
  path: string,
  fallback: HumanDuration,
): HumanDuration {
  const key = `${ROOT}.${path}`;
  if (!config.has(key)) {
    return fallback;
  }
  const duration = readDurationFromConfig(config, { key });
  if (Duration.fromObject(duration).toMillis() < 1_000) {
    throw new Error(`Invalid value at '${key}': it must be a second or more`);
  }
  return duration;
}

function readServiceAccess(config: Config): ServiceGrant[] {
  const key = `${ROOT}.serviceAccess`;
  const grants = config.getOptionalConfigArray(key) ?? [];
  return grants.map((grant, index) => {
    const subject = grant.getString('subject');
    if (!/^\S+$/.test(subject)) {
      throw new Error(
        `Invalid value at '${key}[${index}].subject': '${subject}' must be the subject of a service's credentials, such as 'plugin:slack'`,
      );
    }
    const clusters = grant.getStringArray('clusters');
    for (const cluster of clusters) {
      if (!CLUSTER_NAME_OR_REF.test(cluster)) {
        throw new Error(
          `Invalid value at '${key}[${index}].clusters': '${cluster}' is neither the name of a cluster nor its entity ref, such as 'resource:default/podcasts'`,
        );
      }
    }
    return { subject, clusters };
  });
}
