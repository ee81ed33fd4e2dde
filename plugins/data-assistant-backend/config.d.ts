import { HumanDuration } from '@backstage/types';

export interface Config {
  dataAssistant?: {
    /**
     * Where days begin and end when a question says "yesterday" or "last week": an IANA time zone such as
     * `Europe/Stockholm`. Default: `UTC`.
     */
    timeZone?: string;

    /** Bounds of one answer. */
    limits?: {
      /** Rows shown of a result. Default: 5000. */
      maxRows?: number;
      /** Bytes of a result as JSON. Default: 10485760 (10 MiB). */
      maxBytes?: number;
      /** How long one query may take. Default: 30 seconds. */
      queryTimeout?: HumanDuration | string;
    };

    /** How often periodic work runs. */
    schedules?: {
      /** Clusters from the catalog and their context files. Default: every 5 minutes. */
      context?: HumanDuration | string;
      /** Tables and columns of the warehouses. Default: every minute. */
      schema?: HumanDuration | string;
      /** What the columns of the datasets hold. Default: every 6 hours. */
      profiles?: HumanDuration | string;
    };

    /**
     * Clusters that are open to services: Slack bots, static tokens, other plugins. A service sees nothing
     * that is not listed here.
     */
    serviceAccess?: Array<{
      /**
       * As in the service's credentials: `plugin:<plugin id>` for a plugin; for an entry of
       * `backend.auth.externalAccess` its subject as written (static and legacy tokens), or
       * `external:<subject>` (jwks).
       */
      subject: string;
      /** Names of clusters, or entity refs of those in another namespace than `default`. */
      clusters: string[];
    }>;

    runs?: {
      /** Questions that one replica answers at the same time. Default: 4. */
      concurrency?: number;
    };
  };
}
