import { validateHeaderName, validateHeaderValue } from 'node:http';
import { Section, sectionOf, wrong } from './values';

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';
/** Such as `2024-10-21` or `2025-04-01-preview`. */
const API_VERSION = /^[\w.-]{1,40}$/;
const DEPLOYMENT = /^[\w.-]{1,100}$/;

/** Where a model is. */
export interface OpenAiEndpoint {
  /** Without a slash at the end. */
  baseUrl: string;
  apiKey?: string;
  headers: Record<string, string>;
  /** It speaks the dated API of Azure. */
  azure?: {
    apiVersion: string;
    /** Default: the model. */
    deployment?: string;
  };
}

const DEFAULT: OpenAiEndpoint = { baseUrl: DEFAULT_BASE_URL, headers: {} };

/**
 * The endpoint of a section; what it leaves out is taken from `outer`. But a section with a `baseUrl` of its own
 * takes nothing from there: a key belongs to the server it was given for.
 */
export function readEndpoint(
  section: Section,
  outer: OpenAiEndpoint = DEFAULT,
): OpenAiEndpoint {
  const { config } = section;
  if (!['baseUrl', 'apiKey', 'headers', 'azure'].some(key => config.has(key))) {
    return outer;
  }
  const rest: OpenAiEndpoint = config.has('baseUrl')
    ? { baseUrl: readBaseUrl(section), headers: {} }
    : outer;
  const apiKey = readApiKey(section) ?? rest.apiKey;
  const azure = readAzure(section, rest.azure) ?? rest.azure;
  return {
    baseUrl: rest.baseUrl,
    headers: config.has('headers') ? readHeaders(section) : rest.headers,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(azure ? { azure } : {}),
  };
}

function readBaseUrl({ config, path }: Section): string {
  const value = config.getString('baseUrl');
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw wrong(`${path}baseUrl`, 'it must be an http or https URL');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw wrong(
      `${path}baseUrl`,
      'it must have no credentials, query or fragment; use apiKey or headers',
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readApiKey({ config, path }: Section): string | undefined {
  const apiKey = config.getOptionalString('apiKey');
  if (apiKey !== undefined) {
    requireHeader('Authorization', apiKey, `${path}apiKey`);
  }
  return apiKey;
}

function readHeaders({ config, path }: Section): Record<string, string> {
  const headers = config.getConfig('headers');
  const entries = headers
    .keys()
    .map(name => [name, headers.getString(name)] as const);
  for (const [name, value] of entries) {
    requireHeader(name, value, `${path}headers.${name}`);
  }
  return Object.fromEntries(entries);
}

/** The message must not hold the value, as that of the check does. */
function requireHeader(name: string, value: string, key: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw wrong(key, 'it cannot be sent as a header');
  }
}

function readAzure(
  section: Section,
  outer: OpenAiEndpoint['azure'],
): OpenAiEndpoint['azure'] {
  const azure = sectionOf(section, 'azure');
  if (!azure) {
    return undefined;
  }
  const apiVersion =
    azure.config.getOptionalString('apiVersion') ??
    outer?.apiVersion ??
    azure.config.getString('apiVersion');
  if (!API_VERSION.test(apiVersion)) {
    throw wrong(
      `${azure.path}apiVersion`,
      `'${apiVersion}' is no version such as 2024-10-21`,
    );
  }
  const deployment = azure.config.getOptionalString('deployment');
  if (deployment !== undefined && !DEPLOYMENT.test(deployment)) {
    throw wrong(
      `${azure.path}deployment`,
      'it must be the name of a deployment: letters, digits, ., _ and -',
    );
  }
  return { apiVersion, ...(deployment === undefined ? {} : { deployment }) };
}
