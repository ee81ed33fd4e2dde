import {
  modelReplies,
  ModelReply,
  ModelTestServer,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { ask, connectModel, KEY, QUESTION } from './__testUtils__/connectModel';
import { ChatModel } from './config/readChatModel';

let server: ModelTestServer;
beforeEach(async () => {
  server = await ModelTestServer.start();
});
afterEach(() => server.close());

const connect = (options?: Partial<ChatModel>) => connectModel(server, options);

const tool = {
  name: 'run_sql',
  description: 'Runs a query',
  parameters: { type: 'object', properties: { sql: { type: 'string' } } },
};

describe('OpenAiModel', () => {
  it('streams text and tool calls', async () => {
    server.script = [
      {
        text: 'I look at the streams first.',
        toolCalls: [
          { id: 'a', name: 'run_sql', arguments: { sql: 'SELECT 1' } },
          { id: 'b', name: 'run_sql', arguments: { sql: 'SELECT 2' } },
        ],
        usage: { inputTokens: 90, cachedInputTokens: 60, outputTokens: 12 },
        pieceLength: 10,
      },
    ];
    const pieces: string[] = [];
    const response = await connect().generate(ask({ tools: [tool] }), {
      onText: piece => pieces.push(piece),
    });
    expect(pieces).toEqual(['I look at ', 'the stream', 's first.']);
    expect(response).toEqual({
      text: 'I look at the streams first.',
      toolCalls: [
        { id: 'a', name: 'run_sql', arguments: '{"sql":"SELECT 1"}' },
        { id: 'b', name: 'run_sql', arguments: '{"sql":"SELECT 2"}' },
      ],
      finish: 'tool-calls',
      usage: { inputTokens: 90, cachedInputTokens: 60, outputTokens: 12 },
      model: 'test-model',
    });
  });

  it('hands text on while the model still writes', async () => {
    server.script = [modelReplies.stalling(3)];
    const controller = new AbortController();
    const first = new Promise<string>(resolve => {
      connect()
        .generate(ask(), { signal: controller.signal, onText: resolve })
        .catch(() => {});
    });
    expect(await first).toBe('Let me look at that step');
    controller.abort();
    expect(await server.requests[0].ended).toBe('hung-up');
  });

  it('sends the conversation, the tools and the limits', async () => {
    server.script = () => modelReplies.say('{}');
    const schema = {
      type: 'object',
      properties: { ok: { type: 'boolean' } },
      required: ['ok'],
      additionalProperties: false,
    };
    await connect({ temperature: 0.2 }).generate({
      messages: [
        { role: 'system', text: 'You answer.' },
        { role: 'user', text: 'How many?' },
        {
          role: 'assistant',
          text: '',
          toolCalls: [
            { id: 'a', name: 'run_sql', arguments: '{"sql":"x"}' },
            { id: 'b', name: 'run_sql', arguments: '{"sql":' },
          ],
        },
        { role: 'tool', callId: 'a', name: 'run_sql', text: '1 row' },
        { role: 'assistant', text: 'One', toolCalls: [] },
      ],
      tools: [tool],
      toolChoice: 'required',
      responseSchema: { name: 'verdict', schema },
      maxOutputTokens: 300,
    });
    expect(server.requests[0].body).toEqual({
      model: 'test-model',
      messages: [
        { role: 'system', content: 'You answer.' },
        { role: 'user', content: 'How many?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: 'a',
              type: 'function',
              function: { name: 'run_sql', arguments: '{"sql":"x"}' },
            },
            {
              id: 'b',
              type: 'function',
              function: {
                name: 'run_sql',
                arguments: '{"malformed":"{\\"sql\\":"}',
              },
            },
          ],
        },
        { role: 'tool', tool_call_id: 'a', content: '1 row' },
        { role: 'assistant', content: 'One' },
      ],
      tools: [{ type: 'function', function: tool }],
      tool_choice: 'required',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'verdict', schema, strict: true },
      },
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.2,
      max_completion_tokens: 300,
    });
    expect(server.requests[0].headers.authorization).toBe(`Bearer ${KEY}`);

    await connect({
      tokenLimitField: 'max_tokens',
      streamUsage: false,
      endpoint: { baseUrl: server.baseUrl, headers: { 'X-Team': 'data' } },
    }).generate(ask({ tools: [], maxOutputTokens: 1e6 }));
    expect(server.requests[1].body).toEqual({
      model: 'test-model',
      messages: [{ role: 'user', content: QUESTION }],
      stream: true,
      max_tokens: 4_096,
    });
    const { headers } = server.requests[1];
    expect(headers.authorization).toBeUndefined();
    expect(headers['x-team']).toBe('data');
  });

  it('speaks the dated API of Azure', async () => {
    server.script = () => modelReplies.say('Yes');
    const azure = { apiVersion: '2024-10-21', deployment: 'our-gpt' };
    const baseUrl = `${server.origin}/openai`;
    const model = connect({
      endpoint: { baseUrl, apiKey: KEY, headers: {}, azure },
    });
    expect(await model.generate(ask())).toMatchObject({ text: 'Yes' });
    expect(server.requests[0]).toMatchObject({
      path: '/openai/deployments/our-gpt/chat/completions?api-version=2024-10-21',
      headers: { 'api-key': KEY },
    });
    expect(server.requests[0].headers.authorization).toBeUndefined();
    await expect(model.check()).resolves.toBeUndefined();
  });

  it.each<[string, ModelReply, object]>([
    [
      'malformed arguments',
      modelReplies.malformedArguments('run_sql'),
      {
        toolCalls: [{ name: 'run_sql', arguments: '{"sql": "SELECT 1' }],
        finish: 'tool-calls',
      },
    ],
    [
      'an unknown tool',
      modelReplies.unknownTool(),
      {
        toolCalls: [{ name: 'drop_all_tables' }],
      },
    ],
    ['an empty answer', modelReplies.empty(), { text: '', finish: 'stop' }],
    [
      'a text that was cut off',
      modelReplies.cutOff('It is'),
      {
        text: 'It is',
        finish: 'length',
      },
    ],
    ['a filtered answer', modelReplies.filtered(), { finish: 'filtered' }],
  ])('hands on %s for its caller to judge', async (_, reply, expected) => {
    server.script = [reply];
    expect(await connect().generate(ask())).toMatchObject(expected);
  });
});

describe('check', () => {
  it('asks for the model, or for the list where there is no such path', async () => {
    await expect(connect().check()).resolves.toBeUndefined();
    await server.close();
    server = await ModelTestServer.start({ modelById: false });
    await expect(connect().check()).resolves.toBeUndefined();
    await expect(connect({ model: 'other' }).check()).rejects.toMatchObject({
      code: 'denied',
      message: "The endpoint does not know the model 'other'",
    });
    expect(server.received).toBe(0);
  });

  it.each([
    [404, 'denied', 'is the version part of its baseUrl?'],
    [401, 'denied', 'it refuses the credentials'],
    [503, 'unavailable', '503'],
  ])('says what is wrong after %s', async (status, code, message) => {
    server.modelsFault = { kind: 'status', status };
    await expect(connect().check()).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('can be cancelled', async () => {
    server.modelsFault = { kind: 'never-answers' };
    await expect(
      connect().check({ signal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject({ code: 'timeout' });
  });
});
