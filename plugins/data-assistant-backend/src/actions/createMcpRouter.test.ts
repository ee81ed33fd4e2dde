import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { z } from 'zod/v3';
import { hangUpMeanwhile } from '../http/__testUtils__/hangUpMeanwhile';
import { createMcpRouter } from './createMcpRouter';
import { DataAssistantAction } from './DataAssistantAction';

describe('The MCP server of the plugin', () => {
  const run = jest.fn(async () => ({}));
  const action: DataAssistantAction = {
    name: 'wait',
    title: 'Wait',
    description: 'Waits.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: { input: () => z.object({}), output: () => z.object({}) },
    run,
  };
  const callOf = (id: number) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'wait', arguments: {} },
  });

  const logger = mockServices.logger.mock();
  let server: Server;

  const post = (body: unknown) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp/v1`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify(body),
    });

  beforeAll(async () => {
    const httpAuth = mockServices.httpAuth();
    const router = createMcpRouter({ actions: [action], httpAuth, logger });
    server = createServer(express().use(router)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  beforeEach(() => run.mockClear());

  it('takes a few calls in one request', async () => {
    const response = await post([1, 2, 3, 4, 5].map(callOf));
    expect(response.status).toBe(200);
    const results: { id: number }[] = await response.json();
    expect(results.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(run).toHaveBeenCalledTimes(5);
  });

  it.each([6, 101])(
    'makes none of %i calls in one request, and says how many may be',
    async count => {
      const response = await post(
        Array.from({ length: count }, (_, at) => callOf(at)),
      );
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        jsonrpc: '2.0',
        error: {
          code: -32600,
          message:
            'A batch may have at most 5 messages. Send the others in requests of their own.',
        },
        id: null,
      });
      expect(run).not.toHaveBeenCalled();
    },
  );

  it('does nothing for a caller who left before it was known who they are', async () => {
    await hangUpMeanwhile(
      httpAuth => createMcpRouter({ actions: [action], httpAuth, logger }),
      { path: '/mcp/v1', body: callOf(1) },
    );
    expect(run).not.toHaveBeenCalled();
  });
});
