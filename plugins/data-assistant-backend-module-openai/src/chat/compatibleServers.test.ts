import { JsonObject, JsonValue } from '@backstage/types';
import { ModelResponse } from '@cairn/backstage-plugin-data-assistant-node';
import { ModelTestServer } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { connectModel } from '../__testUtils__/connectModel';

let server: ModelTestServer;
beforeAll(async () => {
  server = await ModelTestServer.start();
});
afterAll(() => server.close());

async function read(...pieces: JsonValue[]): Promise<ModelResponse> {
  server.script = [{ pieces }];
  return connectModel(server).generate({
    messages: [
      {
        role: 'assistant',
        text: '',
        toolCalls: [{ id: 'call_1', name: 'a', arguments: '{}' }],
      },
      { role: 'tool', callId: 'call_1', name: 'a', text: 'Done' },
    ],
  });
}

const event = (delta: JsonObject, finish: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const calls = (...toolCalls: JsonObject[]) => event({ tool_calls: toolCalls });
const call = (name: string, args: JsonValue, more: JsonObject = {}) => ({
  ...more,
  function: { name, arguments: args },
});

describe('streams of compatible servers', () => {
  it.each<[string, JsonValue[], object[]]>([
    [
      'each whole, with the index 0 (Ollama, Gemini)',
      [
        calls(call('a', '{"x":1}', { id: 'p', index: 0 })),
        calls(call('b', '{"x":2}', { id: 'q', index: 0 })),
      ],
      [
        { id: 'p', name: 'a', arguments: '{"x":1}' },
        { id: 'q', name: 'b', arguments: '{"x":2}' },
      ],
    ],
    [
      'all in one event, without index and id',
      [calls(call('a', '{"x":1}'), call('b', ''), call('c', '{}'))],
      [
        { id: 'call_2', name: 'a', arguments: '{"x":1}' },
        { id: 'call_3', name: 'b', arguments: '' },
        { id: 'call_4', name: 'c', arguments: '{}' },
      ],
    ],
    [
      'with an object for arguments, and null for the id',
      [calls(call('a', { x: 1 }, { index: 0, id: null }))],
      [{ id: 'call_2', name: 'a', arguments: '{"x":1}' }],
    ],
    [
      'in pieces that repeat id and name',
      [
        calls(call('a', '{"x"', { index: 0, id: 'p' })),
        calls(call('a', ':1}', { index: 0, id: 'p' })),
      ],
      [{ id: 'p', name: 'a', arguments: '{"x":1}' }],
    ],
    [
      'in pieces without index',
      [
        calls(call('a', '{"x"', { id: 'p' })),
        calls({ function: { arguments: ':1}' } }),
      ],
      [{ id: 'p', name: 'a', arguments: '{"x":1}' }],
    ],
    [
      'in pieces that alternate, with the name as null (vLLM)',
      [
        calls(call('a', '', { index: 0, id: 'p' })),
        calls(call('b', '', { index: 1, id: 'q' })),
        calls({ index: 0, id: null, function: { name: null, arguments: '1' } }),
        calls({ index: 1, function: { arguments: '2' } }),
        calls({ index: 0, function: { arguments: '3' } }),
      ],
      [
        { id: 'p', name: 'a', arguments: '13' },
        { id: 'q', name: 'b', arguments: '2' },
      ],
    ],
    [
      'in pieces that repeat the name without an id, the last of them empty',
      ['', '{"x"', ':1}', '', '\n'].map(text =>
        calls(call('a', text, { index: 0 })),
      ),
      [{ id: 'call_2', name: 'a', arguments: '{"x":1}\n' }],
    ],
    [
      'in pieces that repeat the name, without index and id',
      ['{"x"', ':1}', '{"x":2}', ''].map(text => calls(call('a', text))),
      [
        { id: 'call_2', name: 'a', arguments: '{"x":1}' },
        { id: 'call_3', name: 'a', arguments: '{"x":2}' },
      ],
    ],
    [
      'in pieces that alternate, with ids and without index',
      [
        calls(call('a', '{', { id: 'p' })),
        calls(call('b', '{', { id: 'q' })),
        calls({ id: 'p', function: { arguments: '"x":1}' } }),
        calls(call('b', '"x":2}', { id: 'q' })),
      ],
      [
        { id: 'p', name: 'a', arguments: '{"x":1}' },
        { id: 'q', name: 'b', arguments: '{"x":2}' },
      ],
    ],
    [
      'in pieces that alternate, with ids and the same index',
      [
        calls(call('a', '{', { index: 0, id: 'p' })),
        calls(call('b', '{', { index: 0, id: 'q' })),
        calls({ index: 0, id: 'p', function: { arguments: '"x":1}' } }),
        calls({ index: 0, id: 'q', function: { arguments: '"x":2}' } }),
      ],
      [
        { id: 'p', name: 'a', arguments: '{"x":1}' },
        { id: 'q', name: 'b', arguments: '{"x":2}' },
      ],
    ],
    [
      'of one id, told apart by their index',
      [0, 1].map(index => calls(call('a', '{}', { index, id: 'a' }))),
      [
        { id: 'a', name: 'a', arguments: '{}' },
        { id: 'a', name: 'a', arguments: '{}' },
      ],
    ],
    [
      'without a function',
      [calls({ index: 0, id: 'p' })],
      [{ id: 'p', name: '', arguments: '' }],
    ],
  ])('reads tool calls %s', async (_, pieces, expected) => {
    const response = await read(...pieces, event({}, 'stop'));
    expect(response.toolCalls).toEqual(expected);
    expect(response.finish).toBe('tool-calls');
  });

  it('reads text as null, in parts, and after reasoning', async () => {
    expect(
      await read(
        { choices: [], prompt_filter_results: [] },
        event({ role: 'assistant', content: null }),
        event({ reasoning_content: 'Hm.', content: null }),
        event({ content: [{ type: 'text', text: 'It is ' }, { type: 'x' }] }),
        event({ content: '5.' }, 'eos'),
        { choices: null, usage: null, model: 'm-2026' },
      ),
    ).toEqual({
      text: 'It is 5.',
      toolCalls: [],
      finish: 'stop',
      model: 'm-2026',
    });
  });

  it.each<[JsonValue, object | undefined]>([
    [{ prompt_tokens: 5 }, { inputTokens: 5, outputTokens: 0 }],
    [
      {
        prompt_tokens: 5,
        completion_tokens: 2,
        prompt_tokens_details: { cached_tokens: 9 },
      },
      { inputTokens: 5, cachedInputTokens: 5, outputTokens: 2 },
    ],
    [
      {
        prompt_tokens: 5,
        completion_tokens: 2,
        prompt_tokens_details: null,
      },
      { inputTokens: 5, outputTokens: 2 },
    ],
    [{ prompt_tokens: -5, completion_tokens: 2 }, undefined],
    [{ prompt_tokens: 'many' }, undefined],
    [{}, undefined],
  ])('counts tokens as of %j', async (usage, expected) => {
    const response = await read(event({ content: 'x' }, 'stop'), {
      choices: [],
      usage,
    });
    expect(response.usage).toEqual(expected);
  });

  it.each<[string, JsonObject, string]>([
    ['stop', {}, 'stop'],
    ['tool_calls', {}, 'stop'],
    ['length', {}, 'length'],
    ['content_filter', {}, 'filtered'],
    ['stop', { refusal: 'I cannot help' }, 'filtered'],
  ])('reads the end %s with %j', async (reason, delta, finish) => {
    expect(await read(event(delta, reason))).toMatchObject({ finish });
  });

  it.each<[JsonValue, string]>([
    ['text', 'an event: '],
    [{ choices: {} }, 'choices: '],
    [event({ content: 5 }), 'choices.0.delta.content: '],
    [calls({ index: -1 }), 'choices.0.delta.tool_calls.0.index: '],
    [
      calls(call('a', [1])),
      'choices.0.delta.tool_calls.0.function.arguments: ',
    ],
  ])('refuses %j', async (piece, message) => {
    await expect(read(piece)).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringContaining(`is not usable: ${message}`),
    });
  });
});
