import { HumanDuration } from '@backstage/types';

export interface Config {
  dataAssistant?: {
    /** Models behind an endpoint that speaks the OpenAI API: OpenAI itself, a gateway, or a server of one's own. */
    openai?: {
      /** Up to and with the version, such as `http://localhost:11434/v1`. Default: `https://api.openai.com/v1`. */
      baseUrl?: string;
      /**
       * Sent as bearer token, to Azure as `api-key`; servers of one's own often need none.
       * @visibility secret
       */
      apiKey?: string;
      /**
       * Sent along with each request, for gateways that want more than a token.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** For the dated API of Azure OpenAI; `baseUrl` then ends in `/openai`. */
      azure?: {
        /** Such as `2024-10-21`. */
        apiVersion: string;
        /** Default: the model. */
        deployment?: string;
      };

      /** The model that works on questions which no vetted pair answers. Without it pairs alone answer. */
      answering?: {
        /** As the endpoint calls it, such as `gpt-4.1`. */
        model: string;
        /** Longest time for a call with all of its attempts, 1 second to 5 minutes. Default: 90 seconds. */
        timeout?: HumanDuration | string;
        /** Longest time to the first token of an attempt; `timeout` at most. Default: 30 seconds. */
        firstTokenTimeout?: HumanDuration | string;
        /** Longest silence in the middle of a response; `timeout` at most. Default: 30 seconds. */
        idleTimeout?: HumanDuration | string;
        /** Tokens of one response, those of its reasoning included; 256 to 131072. Default: 4096. */
        maxOutputTokens?: number;
        /** 0 to 2. Default: the endpoint's own; some models take no other. */
        temperature?: number;
        /** How the endpoint calls the limit of tokens. Default: `max_completion_tokens`. */
        tokenLimitField?: 'max_completion_tokens' | 'max_tokens';
        /** Off for endpoints that refuse `stream_options`; then tokens are not counted. Default: on. */
        streamUsage?: boolean;
        /** US dollars per million tokens; without them nothing is said of cost. */
        prices?: {
          input: number;
          /** Of input that the endpoint had in its cache. Default: as `input`. */
          cachedInput?: number;
          output: number;
        };
        /** As above, for this model alone; then `apiKey`, `headers` and `azure` above do not hold for it. */
        baseUrl?: string;
        /**
         * As above, for this model alone.
         * @visibility secret
         */
        apiKey?: string;
        /**
         * As above, for this model alone.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** As above, for this model alone. */
        azure?: { apiVersion?: string; deployment?: string };
      };

      /** The model that looks over what another one wrote. Default: the answering one does. */
      judging?: {
        /** As the endpoint calls it, such as `gpt-4.1`. */
        model: string;
        /** Longest time for a call with all of its attempts, 1 second to 5 minutes. Default: 90 seconds. */
        timeout?: HumanDuration | string;
        /** Longest time to the first token of an attempt; `timeout` at most. Default: 30 seconds. */
        firstTokenTimeout?: HumanDuration | string;
        /** Longest silence in the middle of a response; `timeout` at most. Default: 30 seconds. */
        idleTimeout?: HumanDuration | string;
        /** Tokens of one response, those of its reasoning included; 256 to 131072. Default: 4096. */
        maxOutputTokens?: number;
        /** 0 to 2. Default: the endpoint's own; some models take no other. */
        temperature?: number;
        /** How the endpoint calls the limit of tokens. Default: `max_completion_tokens`. */
        tokenLimitField?: 'max_completion_tokens' | 'max_tokens';
        /** Off for endpoints that refuse `stream_options`; then tokens are not counted. Default: on. */
        streamUsage?: boolean;
        /** US dollars per million tokens; without them nothing is said of cost. */
        prices?: {
          input: number;
          /** Of input that the endpoint had in its cache. Default: as `input`. */
          cachedInput?: number;
          output: number;
        };
        /** As above, for this model alone; then `apiKey`, `headers` and `azure` above do not hold for it. */
        baseUrl?: string;
        /**
         * As above, for this model alone.
         * @visibility secret
         */
        apiKey?: string;
        /**
         * As above, for this model alone.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** As above, for this model alone. */
        azure?: { apiVersion?: string; deployment?: string };
      };

      /** The model that turns texts into vectors. Without it questions are ranked by their words alone. */
      embedding?: {
        /** As the endpoint calls it, such as `text-embedding-3-small`. */
        model: string;
        /** Length of the vectors, for models that can shorten them; 8 to 4096. Default: the model's own. */
        dimensions?: number;
        /** Texts in one request, 1 to 256. Default: 64. */
        batchSize?: number;
        /** Longest time for one request, 1 second to 5 minutes. Default: 30 seconds. */
        timeout?: HumanDuration | string;
        /** As above, for this model alone; then `apiKey`, `headers` and `azure` above do not hold for it. */
        baseUrl?: string;
        /**
         * As above, for this model alone.
         * @visibility secret
         */
        apiKey?: string;
        /**
         * As above, for this model alone.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** As above, for this model alone. */
        azure?: { apiVersion?: string; deployment?: string };
      };
    };
  };
}
