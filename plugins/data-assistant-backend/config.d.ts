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
      /** Vectors of new texts of the context, where a model is configured for them. Default: every minute. */
      embeddings?: HumanDuration | string;
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
      /** Questions of one asker that are answered at the same time, over all replicas; others wait. Default: 2. */
      concurrencyOfUser?: number;
    };

    /** What other programs can have done, over MCP for one. */
    actions?: {
      /**
       * How long one call waits for an answer, before it hands back the id of the run to ask again with. Keep it
       * below the time that clients wait, which is 60 seconds for most. Default: 45 seconds.
       */
      patience?: HumanDuration | string;
    };

    /** The model that works on what no vetted pair answers; which one, a module such as `openai` says. */
    agent?: {
      /** Bounds of one question. The first that is reached ends the work, with what there is so far. */
      limits?: {
        /** Calls of the model. Default: 12. */
        steps?: number;
        /** Tokens in and out. Default: 200000. */
        tokens?: number;
        /** US dollars, by the prices in the configuration of the model. Default: no bound. */
        costUsd?: number;
        /** Default: 4 minutes. */
        duration?: HumanDuration | string;
        /** Bytes that queries read, where the warehouse counts them. Default: no bound. */
        scannedBytes?: number;
      };
      /** Bounds of what one user's questions use up between two midnights (UTC). Default: none. */
      limitsOfUserAndDay?: {
        tokens?: number;
        costUsd?: number;
        scannedBytes?: number;
      };
    };

    telemetry?: {
      /**
       * Puts questions, SQL, and what models read and write into OpenTelemetry spans, data of the warehouses
       * among it. Default: false.
       */
      capturePayloads?: boolean;
    };

    /** How long what is stored of questions is kept. A clean-up runs once a day. */
    retention?: {
      /** Conversations with all that is in them, since their last message. Default: for ever. */
      conversations?: HumanDuration | string;
      /** Steps and events of runs that have ended; answers and receipts stay. Default: 30 days. */
      journals?: HumanDuration | string;
      /** Which questions each cluster answered, without who asked. Default: 400 days. */
      outcomes?: HumanDuration | string;
    };
  };
}
