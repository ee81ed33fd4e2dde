import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelProvider, ModelRequest, ModelResponse } from '../../models';
import { hashOfRequest } from './ModelExchange';
import { RecordingModel } from './RecordingModel';
import { ReplayModel } from './ReplayModel';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recording-'));
  path = join(folder, 'exchanges.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const ask = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [
    { role: 'system', text: 'You know the clusters of Tidewave.' },
    { role: 'user', text },
  ],
  tools: [
    {
      name: 'run_sql',
      description: 'Runs it',
      parameters: { type: 'object', properties: {} },
    },
  ],
  ...more,
});

/** Says how often it was called, and calls a tool along with it. */
function countingModel(): ModelProvider {
  let calls = 0;
  return {
    id: 'counting',
    model: 'm-1',
    prices: { input: 1, output: 2 },
    async generate(_, options) {
      const text = `Call ${++calls}`;
      options?.onText?.(text);
      return {
        text,
        toolCalls: [{ id: `c${calls}`, name: 'run_sql', arguments: '{}' }],
        finish: 'tool-calls',
        usage: { inputTokens: 3, cachedInputTokens: 1, outputTokens: 2 },
        model: 'm-1-2026',
      };
    },
    async check() {},
  };
}

describe('RecordingModel and ReplayModel', () => {
  it('plays what was recorded, and the same request in its order', async () => {
    const recorder = RecordingModel.create({ model: countingModel(), path });
    expect(recorder).toMatchObject({
      id: 'counting',
      model: 'm-1',
      prices: { input: 1, output: 2 },
    });
    const recorded: ModelResponse[] = [];
    for (const text of ['How many?', 'Of what?', 'How many?']) {
      recorded.push(await recorder.generate(ask(text)));
    }

    const replay = await ReplayModel.fromFile(path);
    expect(replay.model).toBe('m-1-2026');
    const pieces: string[] = [];
    const onText = (piece: string) => pieces.push(piece);
    expect(await replay.generate(ask('Of what?'), { onText })).toEqual(
      recorded[1],
    );
    expect(pieces).toEqual(['Call 2']);
    for (const expected of [recorded[0], recorded[2], recorded[2]]) {
      expect(await replay.generate(ask('How many?'))).toEqual(expected);
    }
  });

  it('keeps calls that overlap apart, and no call that failed', async () => {
    const model = countingModel();
    const recorder = RecordingModel.create({
      path,
      model: {
        ...model,
        generate: async (request, options) => {
          if (request.messages.length === 1) {
            throw new Error('no');
          }
          return model.generate(request, options);
        },
      },
    });
    await expect(
      recorder.generate({ messages: [{ role: 'user', text: 'x' }] }),
    ).rejects.toThrow('no');
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        recorder.generate(ask(`${n} ${'x'.repeat(100_000)}`)),
      ),
    );
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(new Set(lines.map(line => JSON.parse(line).hash)).size).toBe(20);
  });

  it('rejects a call that cannot be written down', async () => {
    const recorder = RecordingModel.create({
      model: countingModel(),
      path: join(folder, 'missing', 'file'),
    });
    await expect(recorder.generate(ask('a'))).rejects.toThrow('ENOENT');
  });

  it('says what differs where nothing was recorded', async () => {
    const recorder = RecordingModel.create({ model: countingModel(), path });
    await recorder.generate(ask('How many streams in Sweden?'));
    await recorder.generate(ask('Who?', { toolChoice: 'required' }));
    const replay = await ReplayModel.fromFile(path);

    const asked = ask('How many streams in Norway?');
    await expect(replay.generate(asked)).rejects.toMatchObject({
      name: 'ModelEndpointError',
      code: 'bad-input',
      message: `No exchange of the hash ${hashOfRequest(
        asked,
      )} was recorded; the nearest one, ${hashOfRequest(
        ask('How many streams in Sweden?'),
      )}, differs first at messages.1.text: asked 'How many streams in Norway?', recorded 'How many streams in Sweden?'`,
    });
    await expect(replay.generate(ask('Who?'))).rejects.toThrow(
      "differs first at toolChoice: asked 'nothing', recorded 'required'",
    );
    await expect(
      ReplayModel.create({ exchanges: [] }).generate(asked),
    ).rejects.toThrow('the recording is empty');
  });

  it('hashes the same whatever the order of keys and the limit of tokens', () => {
    const tool = { name: 't', description: 'd', parameters: { a: 1, b: [2] } };
    const turned = {
      parameters: { b: [2], a: 1 },
      description: 'd',
      name: 't',
    };
    const hash = hashOfRequest(ask('a', { tools: [tool] }));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(
      hashOfRequest(ask('a', { tools: [turned], maxOutputTokens: 5 })),
    ).toBe(hash);
    expect(
      hashOfRequest(
        ask('a', {
          tools: [tool],
          responseSchema: { name: 's', schema: {} },
        }),
      ),
    ).not.toBe(hash);
  });

  it('names the line that is no exchange', async () => {
    await writeFile(path, '\n{"hash":"a"}\n');
    await expect(ReplayModel.fromFile(path)).rejects.toThrow(
      `Line 2 of the recording ${path} is no exchange`,
    );
    await writeFile(path, '{"hash"');
    await expect(ReplayModel.fromFile(path)).rejects.toThrow('Line 1');
  });
});
