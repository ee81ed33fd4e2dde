import { ClusterHealth } from '@cairn/backstage-plugin-data-assistant-common';

/** What the last measurements said. It knows nothing of who asks: callers pass clusters that access has decided on. */
export interface HealthReader {
  /** Score (0 to 100) by cluster id; undefined when nothing could be measured. A cluster never measured is left out. */
  latest(ids: string[]): Promise<Map<string, number | undefined>>;
  /** The newest snapshot, and at most 90 points of history: the last one of each day. */
  read(clusterId: string): Promise<ClusterHealth>;
}
