import { mockCredentials } from '@backstage/backend-test-utils';
import { DataAssistantClient } from '@cairn/backstage-plugin-data-assistant-common';
import request from 'supertest';

export type Method = 'get' | 'post' | 'put' | 'delete';

/** The header that a user's request carries. */
export const asUser = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

/** The header that a service's request carries; its subject is `plugin:…` or `external:…`. */
export const asService = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'data-assistant',
  });

/** Calls a running API as anybody. */
export class ApiCaller {
  constructor(readonly baseUrl: string) {}

  call(
    who: string,
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) {
    const req = request(this.baseUrl)[method](path).set('Authorization', who);
    for (const [name, value] of Object.entries(headers)) {
      req.set(name, value);
    }
    return body ? req.send(body) : req;
  }

  /** The client that frontends and scripts use. */
  clientOf(who: string): DataAssistantClient {
    return new DataAssistantClient({
      discoveryApi: { getBaseUrl: async () => this.baseUrl },
      fetchApi: {
        fetch: (input, init) => {
          const headers = new Headers(init?.headers);
          headers.set('Authorization', who);
          return fetch(input, { ...init, headers });
        },
      },
    });
  }
}
