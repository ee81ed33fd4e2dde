import { HumanDuration } from '@backstage/types';

export interface Config {
  dataAssistant?: {
    warehouses?: {
      /** DuckDB files that questions are answered from. They are opened read-only, each in a process of its own. */
      duckdb?: Array<{
        /** Name by which clusters and datasets refer to the warehouse: letters, digits, `.`, `_` and `-`. */
        id: string;
        /** How the warehouse is called in messages to people; the id by default. */
        title?: string;
        /** The file; a relative path counts from the working directory of the backend. */
        path: string;
        /** The schema of tables that a query names without one. Default: main. */
        schema?: string;
        limits?: {
          /**
           * Memory that the engine may use, such as `512MB` or `2GB`; at least 64MB. Default: 512MB.
           */
          memory?: string;
          /** Threads that the engine may use, 1 to 64. Default: 2. */
          threads?: number;
          /** Longest time for one query, waiting for its turn included; 1 second to 10 minutes. Default: 30 seconds. */
          queryTimeout?: HumanDuration | string;
        };
      }>;
    };
  };
}
