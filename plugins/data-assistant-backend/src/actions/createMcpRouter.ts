import { HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import { version } from '@cairn/backstage-plugin-data-assistant-backend/package.json';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v3';
import { Call } from '../access';
import { hasHungUp } from '../http/hasHungUp';
import { readCall } from '../http/readCall';
import { DataAssistantAction } from './DataAssistantAction';
import { explainToModel } from './explainToModel';

const PATH = '/mcp/v1';
const BODY_LIMIT = '100kb';
/** Clients of the protocol of 2025-03-26 may send batches, and each call in one may wait for an answer. */
const MAX_BATCH = 5;
const INSTRUCTIONS =
  'Answers questions about the data of this company from what its experts vetted. For any figure call ask-data-question.';

/**
 * Serves the actions as MCP tools (Streamable HTTP, stateless) to whoever comes with a token for this plugin.
 *
 * The portal's own MCP server calls actions with its own identity when it was itself called by a service, so
 * that all static tokens look alike behind it. Here each token is known by its own subject.
 */
export function createMcpRouter(options: {
  actions: DataAssistantAction[];
  httpAuth: HttpAuthService;
  logger: LoggerService;
}): Router {
  const { actions, httpAuth, logger } = options;
  const router = PromiseRouter();

  router.post(PATH, express.json({ limit: BODY_LIMIT }), async (req, res) => {
    const call = await readCall(httpAuth, req);
    if (Array.isArray(req.body) && req.body.length > MAX_BATCH) {
      res
        .status(400)
        .json(
          refusal(
            ErrorCode.InvalidRequest,
            `A batch may have at most ${MAX_BATCH} messages. Send the others in requests of their own.`,
          ),
        );
      return;
    }
    if (hasHungUp(res)) {
      return;
    }
    const server = createServer({ actions, call, logger });
    const transport = new StreamableHTTPServerTransport({
      // Without sessions any replica may take any request.
      sessionIdGenerator: undefined,
      enableJsonResponse: true,
    });
    res.on('close', () => {
      server
        .close()
        .catch(error => logger.warn(`An MCP request did not close: ${error}`));
    });
    await server.connect(transport);
    await transport.handleRequest(req, res, req.body);
  });

  // What the protocol asks of a server that never speaks first and keeps no sessions.
  router.all(PATH, (_req, res) => {
    res
      .status(405)
      .set('Allow', 'POST')
      .json(refusal(-32000, 'Method not allowed.'));
  });

  return router;
}

/** Of a request as a whole, and so with no id of a message. */
function refusal(code: number, message: string) {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}

function createServer(options: {
  actions: DataAssistantAction[];
  call: Call;
  logger: LoggerService;
}): McpServer {
  const { actions, call, logger } = options;
  const server = new McpServer(
    { name: 'data-assistant', version },
    { instructions: INSTRUCTIONS },
  );
  for (const action of actions) {
    const { name, title, description, attributes, schema } = action;
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: schema.input(z),
        annotations: {
          readOnlyHint: attributes.readOnly,
          destructiveHint: attributes.destructive,
          idempotentHint: attributes.idempotent,
          openWorldHint: false,
        },
      },
      async input => {
        const output = await explainToModel(() => action.run({ input, call }), {
          action: name,
          logger,
        });
        return {
          content: [{ type: 'text', text: JSON.stringify(output) }],
          structuredContent: output,
        };
      },
    );
  }
  return server;
}
