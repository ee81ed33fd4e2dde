import OpenAI, { AzureOpenAI } from 'openai';
import { OpenAiEndpoint } from './config/readEndpoint';

/** The client insists on a key; a server of one's own does not look at it. */
const NO_KEY = 'none';

/**
 * A client of the endpoint that takes nothing from the environment of the portal, logs nothing (it would log what
 * it sends) and tries nothing again.
 */
export function createClient(options: {
  endpoint: OpenAiEndpoint;
  fetch: typeof fetch;
}): OpenAI {
  const { baseUrl, apiKey, headers, azure } = options.endpoint;
  const keyHeader = azure ? 'api-key' : 'Authorization';
  const common = {
    baseURL: baseUrl,
    apiKey: apiKey ?? NO_KEY,
    defaultHeaders: {
      ...(apiKey === undefined ? { [keyHeader]: null } : {}),
      ...headers,
    },
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off' as const,
    maxRetries: 0,
    fetch: options.fetch,
  };
  return azure ? new AzureOpenAI({ ...common, ...azure }) : new OpenAI(common);
}
