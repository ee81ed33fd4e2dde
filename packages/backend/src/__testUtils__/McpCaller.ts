import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { AskedQuestion, ToolOutputs } from './toolOutputs';

/** What a tool gave: its output, or what it says of its failure. */
export type ToolReply<Output> =
  | { output: Output; error: undefined }
  | { output: undefined; error: string };

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

  async call<Name extends keyof ToolOutputs>(
    name: Name,
    args: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<ToolReply<ToolOutputs[Name]>> {
    const result = (await this.#client.callTool(
      { name: `${this.#prefix}${name}`, arguments: args },
      undefined,
      { signal },
    )) as CallToolResult;
    if (result.isError) {
      const [content] = result.content;
      const error = content.type === 'text' ? content.text : '';
      return { output: undefined, error };
    }
    // Not parsed: what is missing reads as undefined, and fails what the test expects of it.
    const output = result.structuredContent as unknown as ToolOutputs[Name];
    return { output, error: undefined };
  }

  /** Asks, and again with the run's id for as long as it takes. */
  async ask(args: Record<string, unknown>): Promise<AskedQuestion> {
    let given = args;
    for (;;) {
      const { output, error } = await this.call('ask-data-question', given);
      if (error !== undefined) {
        throw new Error(error);
      }
      if (output.status !== 'running' && output.status !== 'queued') {
        return output;
      }
      given = { runId: output.runId };
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}
