import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

/** What a tool gave: its output, or what it says of its failure. */
export interface ToolReply {
  output: any;
  error: string | undefined;
}

/** A program that speaks MCP, by the official client. */
export class McpCaller {
  readonly #client: Client;
  readonly #prefix: string;

  private constructor(client: Client, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  /** @param options.prefix - what the server puts before the names of tools */
  static async connect(options: {
    url: string;
    token: string;
    prefix?: string;
  }): Promise<McpCaller> {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(options.url), {
        requestInit: { headers: { Authorization: `Bearer ${options.token}` } },
      }),
    );
    return new McpCaller(client, options.prefix ?? '');
  }

  async tools() {
    return (await this.#client.listTools()).tools;
  }

  async call(
    name: string,
    args: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<ToolReply> {
    const result = (await this.#client.callTool(
      { name: `${this.#prefix}${name}`, arguments: args },
      undefined,
      { signal },
    )) as CallToolResult;
    const [content] = result.content;
    const text = content.type === 'text' ? content.text : '';
    return {
      output: result.structuredContent,
      error: result.isError ? text : undefined,
    };
  }

  /** Asks, and again with the run's id for as long as it takes. */
  async ask(args: Record<string, unknown>): Promise<any> {
    let { output, error } = await this.call('ask-data-question', args);
    while (output?.status === 'running' || output?.status === 'queued') {
      const { runId } = output;
      ({ output, error } = await this.call('ask-data-question', { runId }));
    }
    if (error !== undefined) {
      throw new Error(error);
    }
    return output;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}
