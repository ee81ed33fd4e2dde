import { mockServices } from '@backstage/backend-test-utils';
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

  beforeEach(() => run.mockClear());

  it('does nothing for a caller who left before it was known who they are', async () => {
    const logger = mockServices.logger.mock();
    await hangUpMeanwhile(
      httpAuth => createMcpRouter({ actions: [action], httpAuth, logger }),
      { path: '/mcp/v1', body: callOf(1) },
    );
    expect(run).not.toHaveBeenCalled();
  });
});
