import {
  modelReplies,
  ModelReply,
  ModelTestServer,
} from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { ask, connectModel, KEY, QUESTION } from './__testUtils__/connectModel';
import { ChatModel } from './config/readChatModel';
import { EndpointCaller } from './EndpointCaller';

let server: ModelTestServer;
beforeEach(async () => {
  server = await ModelTestServer.start();
});
afterEach(() => server.close());

const connect = (options?: Partial<ChatModel>) => connectModel(server, options);

describe('a failing endpoint', () => {
  it('is tried again after an error, a refusal and a broken connection', async () => {
    server.script = [
      modelReplies.failing(503),
      modelReplies.rateLimited(),
      modelReplies.say('At last'),
      modelReplies.dropping(1),
      modelReplies.dropping(0),
      modelReplies.say('Again'),
    ];
    const model = connect();
    expect(await model.generate(ask())).toMatchObject({ text: 'At last' });
    expect(await model.generate(ask())).toMatchObject({ text: 'Again' });
    expect(server.requests).toHaveLength(6);
  });

  it.each<[string, ModelReply, string, number]>([
    ['errors', modelReplies.failing(), 'unavailable', 3],
    ['rate limits', modelReplies.rateLimited(), 'rate-limited', 3],
    ['a long Retry-After', modelReplies.rateLimited(60), 'rate-limited', 1],
    ['a wrong key', modelReplies.denied(), 'denied', 1],
    ['a refusal', modelReplies.failing(400, 'Too long'), 'bad-input', 1],
    ['an unknown model', modelReplies.failing(404), 'denied', 1],
    ['no credit', modelReplies.failing(402), 'denied', 1],
    ['truncated JSON', modelReplies.truncated(2), 'invalid-response', 1],
    ['a stream without an end', { pieces: [] }, 'unavailable', 3],
  ])('ends a call with %s', async (_, reply, code, requests) => {
    server.script = () => reply;
    await expect(connect().generate(ask())).rejects.toMatchObject({
      name: 'ModelEndpointError',
      code,
    });
    expect(server.requests).toHaveLength(requests);
  });

  it('is hung up on when it sends more than was asked for', async () => {
    server.script = [modelReplies.huge()];
    let length = 0;
    await expect(
      connect().generate(ask(), { onText: piece => (length += piece.length) }),
    ).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringContaining('longer than the 6291456 bytes'),
    });
    expect(length).toBeLessThan(6_291_456);
    expect(await server.requests[0].ended).toBe('hung-up');
    expect(server.requests).toHaveLength(1);
  });

  it('is not tried again once something was handed on', async () => {
    server.script = [modelReplies.dropping(3)];
    const pieces: string[] = [];
    await expect(
      connect().generate(ask(), { onText: piece => pieces.push(piece) }),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The endpoint ended the connection in the middle of its answer',
    });
    expect(pieces).toEqual(['Let me look at that step', ' by step.']);
    expect(server.requests).toHaveLength(1);
  });

  it('is not blamed for a reader that fails', async () => {
    server.script = () => modelReplies.say('Yes');
    const model = connect();
    const onText = () => {
      throw new RangeError('The run is lost');
    };
    for (let n = 0; n < 6; n++) {
      await expect(model.generate(ask(), { onText })).rejects.toMatchObject({
        name: 'RangeError',
        message: 'The run is lost',
      });
    }
    expect(await model.generate(ask())).toMatchObject({ text: 'Yes' });
    expect(server.requests).toHaveLength(7);
  });

  it('says an error that comes within the stream', async () => {
    const error = { message: 'CUDA out of memory', code: 500 };
    server.script = () => ({ pieces: [{ error }] });
    await expect(connect().generate(ask())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('CUDA out of memory'),
    });
    expect(server.requests).toHaveLength(3);
  });

  it('waits as long as Retry-After says', async () => {
    server.script = [modelReplies.rateLimited(1), modelReplies.say('Now')];
    const start = performance.now();
    expect(await connect().generate(ask())).toMatchObject({ text: 'Now' });
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  it('is left alone after five failures, by each of its models', async () => {
    server.script = () => modelReplies.denied();
    const caller = EndpointCaller.create({ random: () => 0 });
    const [one, other] = ['one', 'other'].map(model =>
      connectModel(server, { model }, caller),
    );
    for (let n = 0; n < 5; n++) {
      await expect(one.generate(ask())).rejects.toMatchObject({
        code: 'denied',
      });
    }
    await expect(other.generate(ask())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('left alone for 30 s'),
    });
    expect(server.requests).toHaveLength(5);
  });

  it.each<[string, Partial<ChatModel>, ModelReply, string, number]>([
    [
      'never answers',
      { firstTokenTimeoutMs: 60 },
      modelReplies.neverAnswering(),
      'no token in 0.06 s',
      3,
    ],
    [
      'stalls before the first token',
      { firstTokenTimeoutMs: 60 },
      modelReplies.stalling(1),
      'no token in 0.06 s',
      3,
    ],
    [
      'stalls after it',
      { idleTimeoutMs: 60 },
      modelReplies.stalling(2),
      'nothing more for 0.06 s',
      1,
    ],
    [
      'takes too long in all',
      { timeoutMs: 60 },
      modelReplies.stalling(2),
      'not whole after 0.06 s',
      1,
    ],
  ])(
    'gives up on a model that %s',
    async (_, limits, reply, message, tries) => {
      server.script = () => reply;
      await expect(connect(limits).generate(ask())).rejects.toMatchObject({
        code: 'timeout',
        message: expect.stringContaining(message),
      });
      expect(server.requests).toHaveLength(tries);
      for (const { ended } of server.requests) {
        expect(await ended).toBe('hung-up');
      }
    },
  );

  it.each([
    ['that never answers', modelReplies.neverAnswering()],
    ['that has begun', modelReplies.stalling(2)],
  ])(
    'is hung up on within a second when a call %s is cancelled',
    async (_, reply) => {
      server.script = () => reply;
      const controller = new AbortController();
      const call = connect().generate(ask(), { signal: controller.signal });
      const request = await server.request(1);
      controller.abort();
      const cancelled = performance.now();
      await expect(call).rejects.toMatchObject({ code: 'cancelled' });
      expect(await request.ended).toBe('hung-up');
      expect(performance.now() - cancelled).toBeLessThan(1_000);
      expect(server.requests).toHaveLength(1);
      await expect(
        connect().generate(ask(), { signal: controller.signal }),
      ).rejects.toMatchObject({ code: 'cancelled' });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('is not followed to another place', async () => {
    const elsewhere = await ModelTestServer.start();
    server.script = () => ({
      fault: {
        kind: 'status',
        status: 307,
        headers: { location: `${elsewhere.baseUrl}/chat/completions` },
      },
    });
    await expect(connect().generate(ask())).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(elsewhere.received).toBe(0);
    await elsewhere.close();
  });

  it('is quoted without keys and without the question', async () => {
    server.script = [
      modelReplies.failing(401, `Incorrect API key provided: ${KEY}`),
      modelReplies.failing(403, `${KEY} may not use this model`),
      modelReplies.failing(400, `Cannot read: "${QUESTION}\\n"`),
      modelReplies.failing(400, 'This model takes 8192 tokens at most'),
    ];
    const model = connect();
    const failures = [];
    for (let n = 0; n < 4; n++) {
      failures.push(await model.generate(ask()).catch(error => error));
    }
    expect(failures.map(({ message }) => message)).toEqual([
      'The endpoint answered 401: it refuses the credentials',
      'The endpoint answered 403 ••• may not use this model',
      'The endpoint answered 400, in words that repeat the request and are left out here',
      'The endpoint answered 400 This model takes 8192 tokens at most',
    ]);
    expect(failures.map(({ cause }) => cause)).toEqual(
      Array(4).fill(undefined),
    );
  });
});
