import {
  Dataset,
  HealthFact,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  HealthMeasurement,
  HealthSignal,
  HealthSignalContext,
} from '@cairn/backstage-plugin-data-assistant-node';
import { Duration } from 'luxon';
import { freshnessOf } from './freshnessOf';
import { nameSome } from './nameSome';

/** What one dataset adds: a value, or only a fact when it cannot be told. */
interface DatasetFreshness {
  value?: number;
  fact?: HealthFact;
}

function describe(dataset: Dataset, now: Date): DatasetFreshness {
  const { id, table, status, newest } = dataset;
  const ref = `dataset:${id}`;
  if (status === 'missing') {
    return {
      value: 0,
      fact: { text: `${table} is missing from the warehouse`, ref },
    };
  }
  const rhythm = Duration.fromISO(dataset.rhythm ?? '');
  if (!rhythm.isValid || rhythm.toMillis() <= 0) {
    return {
      fact: { text: `${table}: “${dataset.rhythm}” is not a rhythm`, ref },
    };
  }
  const freshness = newest && freshnessOf({ newest, rhythm, now });
  if (!freshness) {
    return {
      fact: { text: `${table}: it is not known how new its rows are`, ref },
    };
  }
  const { value, lateSince } = freshness;
  return {
    value,
    fact: {
      text: lateSince
        ? `${table} ends at ${newest}; new rows were due by ${lateSince.toFormat(
            'd MMMM yyyy, HH:mm',
          )} UTC`
        : `${table} is up to date: newest ${newest}`,
      ref,
    },
  };
}

/**
 * The mean freshness of the datasets that say how often new rows come, deprecated ones left out. See
 * `freshnessOf` for the formula; a missing table counts 0.
 */
export class DataFreshnessSignal implements HealthSignal {
  readonly id = 'data-freshness';
  readonly title = 'Data freshness';
  readonly weight = 3;

  static create(): DataFreshnessSignal {
    return new DataFreshnessSignal();
  }

  private constructor() {}

  async measure(context: HealthSignalContext): Promise<HealthMeasurement> {
    const { cluster, now } = context;
    const rhythmic = cluster.datasets.filter(
      ({ rhythm, deprecated }) => rhythm && !deprecated,
    );
    if (rhythmic.length === 0) {
      return {
        failure: 'No dataset says how often new rows come',
        action: 'Give the datasets a spec.rhythm in the catalog',
      };
    }
    const measured = rhythmic.map(dataset => ({
      table: dataset.table,
      ...describe(dataset, now),
    }));
    const values = measured.flatMap(({ value }) => value ?? []);
    const facts = measured.flatMap(({ fact }) => fact ?? []);
    if (values.length === 0) {
      return {
        failure: 'It is not known of any dataset how new its rows are',
        facts,
      };
    }
    const late = measured.flatMap(({ table, value = 1 }) =>
      value < 1 ? table : [],
    );
    return {
      value: values.reduce((sum, value) => sum + value, 0) / values.length,
      facts,
      ...(late.length
        ? { action: `Find out why no new rows came: ${nameSome(late)}` }
        : {}),
    };
  }
}
