import { endlessToolLoop, modelReplies } from './modelReplies';
import { ModelScript } from './ModelReply';
import { ModelTestServer, ModelTestServerOptions } from './ModelTestServer';

let server: ModelTestServer;
afterEach(() => server.close());

async function start(script: ModelScript, options?: ModelTestServerOptions) {
  server = await ModelTestServer.start({ script, ...options });
}

function post(body: object = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.baseUrl}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages: [], ...body }),
    signal,
  });
}

const stream = {
  stream: true,
  stream_options: { include_usage: true },
};

interface Chunk {
  choices: { delta: { content?: string }; finish_reason: string | null }[];
  usage?: unknown;
}

async function events(response: Response): Promise<Chunk[]> {
  const lines = (await response.text()).split('\n\n').filter(Boolean);
  expect(lines.pop()).toBe('data: [DONE]');
  return lines.map(line => JSON.parse(line.slice('data: '.length)));
}

describe('ModelTestServer', () => {
  it('streams text and tool calls in pieces, with the usage in the last', async () => {
    await start([
      {
        text: 'Let me look.',
        toolCalls: [
          { name: 'run_sql', arguments: { sql: 'SELECT 1' } },
          { name: 'other', arguments: '{' },
        ],
        usage: { inputTokens: 9, cachedInputTokens: 4, outputTokens: 5 },
        pieceLength: 8,
      },
    ]);
    const all = await events(await post(stream));
    expect(
      all.map(({ choices: [choice], usage }) =>
        choice ? choice.delta : usage,
      ),
    ).toEqual([
      { role: 'assistant', content: '' },
      { content: 'Let me l' },
      { content: 'ook.' },
      {
        tool_calls: [
          {
            index: 0,
            id: 'call_1',
            type: 'function',
            function: { name: 'run_sql', arguments: '' },
          },
        ],
      },
      ...['{"sql":"', 'SELECT 1', '"}'].map(part => ({
        tool_calls: [{ index: 0, function: { arguments: part } }],
      })),
      {
        tool_calls: [
          {
            index: 1,
            id: 'call_2',
            type: 'function',
            function: { name: 'other', arguments: '' },
          },
        ],
      },
      { tool_calls: [{ index: 1, function: { arguments: '{' } }] },
      {},
      {
        prompt_tokens: 9,
        completion_tokens: 5,
        total_tokens: 14,
        prompt_tokens_details: { cached_tokens: 4 },
      },
    ]);
    expect(all.at(-2)?.choices[0].finish_reason).toBe('tool_calls');
    expect(server.requests).toMatchObject([{ n: 1, body: { model: 'm' } }]);
    await expect(server.requests[0].ended).resolves.toBe('answered');
  });

  it('answers whole, plays a list in order and refuses what comes after', async () => {
    await start([modelReplies.say('One'), modelReplies.cutOff('Two')]);
    expect(await (await post()).json()).toMatchObject({
      choices: [{ message: { content: 'One' }, finish_reason: 'stop' }],
      usage: { completion_tokens: 1 },
    });
    expect(await (await post()).json()).toMatchObject({
      choices: [{ message: { content: 'Two' }, finish_reason: 'length' }],
    });
    const refused = await post();
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('the script has 2 replies');
  });

  it('asks a function for each reply', async () => {
    await start(endlessToolLoop('run_sql', n => ({ n })));
    for (const n of [1, 2, 3]) {
      expect(await (await post()).json()).toMatchObject({
        choices: [
          {
            message: {
              content: null,
              tool_calls: [{ function: { arguments: `{"n":${n}}` } }],
            },
          },
        ],
      });
    }
  });

  it('fails with a status and its headers', async () => {
    await start([
      modelReplies.rateLimited(7),
      modelReplies.rateLimited(),
      modelReplies.failing(),
      modelReplies.denied(),
    ]);
    const [limited, silent, failing, denied] = [
      await post(),
      await post(),
      await post(),
      await post(),
    ];
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([
      429,
      '7',
    ]);
    expect([silent.status, silent.headers.get('retry-after')]).toEqual([
      429,
      null,
    ]);
    expect([failing.status, denied.status]).toEqual([500, 401]);
  });

  it('drops, truncates and stalls after so many pieces', async () => {
    await start([
      modelReplies.dropping(2),
      modelReplies.truncated(1),
      modelReplies.stalling(2),
      modelReplies.neverAnswering(),
    ]);
    await expect((await post(stream)).text()).rejects.toThrow('terminated');
    await expect(server.requests[0].ended).resolves.toBe('dropped');

    const text = await (await post(stream)).text();
    const [whole, half, ...rest] = text.split('\n\n');
    expect(JSON.parse(whole.slice(6))).toMatchObject({ choices: [{}] });
    expect(() => JSON.parse(half.slice(6))).toThrow(SyntaxError);
    expect(rest).toEqual([]);

    const controller = new AbortController();
    const stalling = await post(stream, controller.signal);
    const reader = stalling.body!.getReader();
    await reader.read();
    expect(server.openExchanges).toBe(1);
    controller.abort();
    await expect(server.requests[2].ended).resolves.toBe('hung-up');
    expect(server.openExchanges).toBe(0);

    const other = new AbortController();
    const never = post(stream, other.signal);
    const request = await server.request(4);
    other.abort();
    await expect(never).rejects.toThrow('aborted');
    await expect(request.ended).resolves.toBe('hung-up');
  });

  it('sends 10 MB of text', async () => {
    await start([modelReplies.huge()]);
    const all = await events(await post(stream));
    expect(
      all.reduce(
        (n, { choices: [c] }) => n + (c?.delta.content?.length ?? 0),
        0,
      ),
    ).toBe(10 * 1024 * 1024);
  });

  it('knows its models, one by one or as a list alone', async () => {
    await start([], { models: ['org/m'] });
    const get = (path: string) => fetch(`${server.baseUrl}${path}`);
    expect(await (await get('/models')).json()).toMatchObject({
      data: [{ id: 'org/m' }],
    });
    expect((await get('/models/org%2Fm')).status).toBe(200);
    expect((await get('/models/other')).status).toBe(404);
    server.modelsFault = { kind: 'status', status: 503 };
    expect((await get('/models')).status).toBe(503);
  });

  it('keeps nothing when told so, and closes what is open', async () => {
    await start(() => modelReplies.neverAnswering(), { record: false });
    const open = post().catch(error => error);
    const second = post(stream).catch(error => error);
    while (server.received < 2) {
      await new Promise(setImmediate);
    }
    expect(server.requests).toEqual([]);
    expect(server.openConnections).toBe(2);
    await server.close();
    expect(await open).toMatchObject({ message: 'fetch failed' });
    expect(await second).toMatchObject({ message: 'fetch failed' });
  });
});
