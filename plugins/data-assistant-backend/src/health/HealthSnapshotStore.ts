import {
  ClusterHealth,
  HealthSnapshot,
  SignalResult,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { DateTime, Duration } from 'luxon';
import { HealthReader } from './HealthReader';

const HISTORY_DAYS = 90;
/** Bound variables of a statement are limited in SQLite. */
const IDS_PER_QUERY = 500;

interface SnapshotRow {
  id: number;
  cluster_id: string;
  score: number | null;
  signals: string;
  measured_at: string;
}

/** The measurements of all clusters over time. */
export class HealthSnapshotStore implements HealthReader {
  static create(options: {
    database: Knex;
    now?: () => DateTime;
  }): HealthSnapshotStore {
    return new HealthSnapshotStore(
      options.database,
      options.now ?? (() => DateTime.utc()),
    );
  }

  readonly #database: Knex;
  readonly #now: () => DateTime;

  private constructor(database: Knex, now: () => DateTime) {
    this.#database = database;
    this.#now = now;
  }

  async insert(snapshot: HealthSnapshot): Promise<void> {
    await this.#database<SnapshotRow>('health_snapshots').insert({
      cluster_id: snapshot.clusterId,
      score: snapshot.score ?? null,
      signals: JSON.stringify(snapshot.signals),
      measured_at: snapshot.measuredAt,
    });
  }

  /** Forgets what is older, but never the newest of a cluster. */
  async prune(options: { olderThan: Duration }): Promise<void> {
    const before = this.#now().toUTC().minus(options.olderThan).toISO()!;
    await this.#database<SnapshotRow>('health_snapshots')
      .where('measured_at', '<', before)
      .whereNotIn('id', this.#newestIds())
      .delete();
  }

  async latest(ids: string[]): Promise<Map<string, number | undefined>> {
    const scores = new Map<string, number | undefined>();
    for (let from = 0; from < ids.length; from += IDS_PER_QUERY) {
      const rows = await this.#database<SnapshotRow>('health_snapshots')
        .whereIn('id', this.#newestIds(ids.slice(from, from + IDS_PER_QUERY)))
        .select('cluster_id', 'score');
      for (const row of rows) {
        scores.set(row.cluster_id, row.score ?? undefined);
      }
    }
    return scores;
  }

  async read(clusterId: string): Promise<ClusterHealth> {
    const snapshots = () =>
      this.#database<SnapshotRow>('health_snapshots').where({
        cluster_id: clusterId,
      });
    const newest = await snapshots()
      .orderBy([
        { column: 'measured_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first();
    if (!newest) {
      return { history: [] };
    }
    const first = this.#now()
      .toUTC()
      .startOf('day')
      .minus({ days: HISTORY_DAYS - 1 });
    const rows = await snapshots()
      .andWhere('measured_at', '>=', first.toISO()!)
      .orderBy(['measured_at', 'id'])
      .select('score', 'measured_at');
    const byDay = new Map(rows.map(row => [row.measured_at.slice(0, 10), row]));
    return {
      current: {
        clusterId,
        ...scoreOfRow(newest),
        measuredAt: newest.measured_at,
        signals: JSON.parse(newest.signals) as SignalResult[],
      },
      history: [...byDay.values()].map(row => ({
        measuredAt: row.measured_at,
        ...scoreOfRow(row),
      })),
    };
  }

  #newestIds(clusterIds?: string[]) {
    const query = this.#database<SnapshotRow>('health_snapshots')
      .groupBy('cluster_id')
      .max('id');
    return clusterIds ? query.whereIn('cluster_id', clusterIds) : query;
  }
}

function scoreOfRow({ score }: Pick<SnapshotRow, 'score'>): {
  score?: number;
} {
  return score === null ? {} : { score };
}
