import { HttpAuthService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express, { type Request, type Router } from 'express';
import { EventEmitter, once } from 'node:events';
import { createServer, request } from 'node:http';
import { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** Posts to a router, and is gone before the router knows whose request it is; resolves when it had its turn since. */
export async function hangUpMeanwhile(
  createRouter: (httpAuth: HttpAuthService) => Router,
  options: { path: string; body: object },
): Promise<void> {
  const router = new EventEmitter();
  const httpAuth = mockServices.httpAuth.mock({
    credentials: (async (req: Request) => {
      const gone = once(req.res!, 'close');
      router.emit('asks-who');
      await gone;
      router.emit('knows-who');
      return mockCredentials.user();
    }) as HttpAuthService['credentials'],
  });
  const server = createServer(
    express().use(express.json(), createRouter(httpAuth)),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const asked = once(router, 'asks-who');
    const known = once(router, 'knows-who');
    const req = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: options.path,
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
      },
    });
    req.on('error', () => {});
    req.end(JSON.stringify(options.body));
    await asked;
    req.destroy();
    await known;
    await setImmediate();
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}
