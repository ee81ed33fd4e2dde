import { Config, readDurationFromConfig } from '@backstage/config';
import { HumanDuration } from '@backstage/types';
import { Duration, IANAZone } from 'luxon';
import { ServiceGrant } from './access/ServiceAccess';

const ROOT = 'dataAssistant';
const MAX_PATIENCE_MS = 10 * 60_000;

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
    embeddings: HumanDuration;
  };
  serviceAccess: ServiceGrant[];
  runs: {
    /** Worked on at once in one replica. */
    concurrency: number;
    /** Worked on at once of one asker, in all replicas. */
    concurrencyOfUser: number;
  };
  actions: {
    /** How long one call of a program waits for an answer. */
    patienceMs: number;
  };
  agent: AgentLimits;
  /** Whether questions, SQL and what models read and write are put into spans. */
  telemetry: { capturePayloads: boolean };
  retention: {
    /** Since the last message; undefined keeps them. */
    conversations?: HumanDuration;
    /** Steps, events and usage, since the end of the run. */
    journals: HumanDuration;
    /** What coverage and demand are counted from. */
    outcomes: HumanDuration;
  };
}

/** Bounds of what a model may use up; undefined is no bound. */
export interface AgentLimits {
  run: {
    /** Calls of the model. */
    steps: number;
    /** In and out, over all calls. */
    tokens: number;
    costUsd?: number;
    durationMs: number;
    scannedBytes?: number;
  };
  /** Of one user between two midnights, UTC. */
  userAndDay: { tokens?: number; costUsd?: number; scannedBytes?: number };
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
      embeddings: readDuration(rootConfig, 'schedules.embeddings', {
        minutes: 1,
      }),
    },
    serviceAccess: readServiceAccess(rootConfig),
    runs: {
      concurrency: readCount(rootConfig, 'runs.concurrency', 4, 100),
      concurrencyOfUser: readCount(
        rootConfig,
        'runs.concurrencyOfUser',
        2,
        100,
      ),
    },
    actions: { patienceMs: readPatience(rootConfig) },
    agent: readAgentLimits(rootConfig),
    telemetry: {
      capturePayloads:
        rootConfig.getOptionalBoolean(`${ROOT}.telemetry.capturePayloads`) ??
        false,
    },
    retention: {
      ...(rootConfig.has(`${ROOT}.retention.conversations`)
        ? {
            conversations: readDuration(rootConfig, 'retention.conversations', {
              days: 365,
            }),
          }
        : {}),
      journals: readDuration(rootConfig, 'retention.journals', { days: 30 }),
      outcomes: readDuration(rootConfig, 'retention.outcomes', { days: 400 }),
    },
  };
}

function readPatience(config: Config): number {
  const patience = readDuration(config, 'actions.patience', { seconds: 45 });
  const patienceMs = Duration.fromObject(patience).toMillis();
  if (patienceMs > MAX_PATIENCE_MS) {
    throw new Error(
      `Invalid value at '${ROOT}.actions.patience': it must be ten minutes or less`,
    );
  }
  return patienceMs;
}

function readAgentLimits(config: Config): AgentLimits {
  const run = 'agent.limits';
  const day = 'agent.limitsOfUserAndDay';
  return {
    run: {
      steps: readCount(config, `${run}.steps`, 12, 100),
      tokens: readCount(config, `${run}.tokens`, 200_000, 100_000_000),
      durationMs: Duration.fromObject(
        readDuration(config, `${run}.duration`, { minutes: 4 }),
      ).toMillis(),
      ...optional('costUsd', readAmount(config, `${run}.costUsd`)),
      ...optional('scannedBytes', readAmount(config, `${run}.scannedBytes`)),
    },
    userAndDay: {
      ...optional('tokens', readAmount(config, `${day}.tokens`)),
      ...optional('costUsd', readAmount(config, `${day}.costUsd`)),
      ...optional('scannedBytes', readAmount(config, `${day}.scannedBytes`)),
    },
  };
}

function optional<K extends string>(
  key: K,
  value: number | undefined,
): { [P in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: number });
}

function readAmount(config: Config, path: string): number | undefined {
  const key = `${ROOT}.${path}`;
  const value = config.getOptionalNumber(key);
  if (value !== undefined && !(value > 0 && Number.isFinite(value))) {
    throw new Error(
      `Invalid value at '${key}': ${value} is not a number above 0`,
    );
  }
  return value;
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
