import type { ServerResponse } from 'node:http';
import {
  answerOf,
  replyRight,
  ScriptedEndpoint,
  sendJson,
  toBase64,
  vectorOf,
} from './__testUtils__/ScriptedEndpoint';
import { EmbeddingModel } from './config/readEmbeddingModel';
import { OpenAiEndpoint } from './config/readEndpoint';
import { OpenAiEmbeddings } from './OpenAiEmbeddings';

const KEY = 'sk-very-secret';

let endpoint: ScriptedEndpoint;
beforeEach(async () => {
  endpoint = await ScriptedEndpoint.start();
});
afterEach(() => endpoint.stop());

function connect(
  options: Partial<EmbeddingModel> & Partial<OpenAiEndpoint> = {},
) {
  const { baseUrl, apiKey, headers, ...embedding } = options;
  return OpenAiEmbeddings.create({
    embedding: {
      endpoint: {
        baseUrl: baseUrl ?? endpoint.baseUrl,
        apiKey,
        headers: headers ?? {},
      },
      model: 'm',
      batchSize: 64,
      timeoutMs: 5_000,
      ...embedding,
    },
    random: () => 0,
  });
}

const right = (...texts: string[]) =>
  texts.map(text => Float32Array.from(vectorOf(text)));

describe('OpenAiEmbeddings', () => {
  it('sends batches to the endpoint and gives vectors in the order of the texts', async () => {
    const embeddings = connect({
      apiKey: KEY,
      batchSize: 2,
      headers: { 'X-Team': 'data' },
    });
    expect(await embeddings.embed(['a', 'bb', 'ccc'])).toEqual(
      right('a', 'bb', 'ccc'),
    );
    expect(await embeddings.embed([])).toEqual([]);
    expect(endpoint.requests).toMatchObject([
      {
        path: '/v1/embeddings',
        headers: { authorization: `Bearer ${KEY}`, 'x-team': 'data' },
        body: { model: 'm', input: ['a', 'bb'] },
      },
      { body: { input: ['ccc'] } },
    ]);
    expect(endpoint.requests[0].body).not.toHaveProperty('dimensions');
  });

  it('sends neither a made-up key nor what the environment of the portal has', async () => {
    const before = process.env;
    process.env = {
      ...before,
      OPENAI_API_KEY: 'sk-env',
      OPENAI_ORG_ID: 'org-env',
      OPENAI_PROJECT_ID: 'project-env',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    };
    try {
      await connect().embed(['a']);
    } finally {
      process.env = before;
    }
    const [{ headers }] = endpoint.requests;
    expect(headers.authorization).toBeUndefined();
    expect(JSON.stringify(headers)).not.toContain('env');
  });

  it.each([
    ['numbers', answerOf([vectorOf('a'), vectorOf('bb')])],
    ['base64', answerOf([vectorOf('a'), vectorOf('bb')].map(toBase64))],
    [
      'another order',
      {
        data: [
          { index: 1, embedding: vectorOf('bb') },
          { index: 0, embedding: vectorOf('a') },
        ],
      },
    ],
    [
      'no index',
      { data: ['a', 'bb'].map(text => ({ embedding: vectorOf(text) })) },
    ],
  ])('reads vectors that come as %s', async (_, body) => {
    endpoint.script = [response => sendJson(response, body)];
    expect(await connect().embed(['a', 'bb'])).toEqual(right('a', 'bb'));
  });

  it.each<[string, object | string, object, string]>([
    [
      'a vector too few',
      answerOf([vectorOf('a')]),
      {},
      '1 vectors for 2 texts',
    ],
    ['a vector too many', answerOf([[1], [1], [1]]), {}, '3 vectors for 2'],
    ['other lengths', answerOf([[1, 2], [1]]), {}, '1 numbers where 2 are'],
    [
      'another length than configured',
      answerOf([[1], [1]]),
      { dimensions: 8 },
      '1 numbers where 8 are',
    ],
    ['empty vectors', answerOf([[], []]), {}, '0 numbers'],
    ['strings for numbers', answerOf([['1'], ['2']]), {}, 'data.0.embedding'],
    ['null for a vector', answerOf([null, null]), {}, 'data.0.embedding'],
    ['NaN', '{"data":[{"index":0,"embedding":[NaN]}]}', {}, 'cannot be read'],
    [
      'infinity',
      '{"data":[{"index":0,"embedding":[1e999]},{"index":1,"embedding":[1]}]}',
      {},
      '',
    ],
    ['too large for 32 bits', answerOf([[1e39], [1]]), {}, 'not finite'],
    [
      'NaN in base64',
      answerOf([toBase64([NaN]), toBase64([1])]),
      {},
      'not finite',
    ],
    ['no base64', answerOf(['!!!!', '????']), {}, 'no base64'],
    ['cut base64', answerOf(['AAAA', 'AAAA']), {}, 'no base64'],
    [
      'an index twice',
      { data: [0, 0].map(index => ({ index, embedding: [1] })) },
      {},
      'the index 0',
    ],
    ['no data', { error: 'none' }, {}, 'data: '],
    ['truncated JSON', '{"data":[{"index":0,"embedding":[0.1', {}, 'read'],
    ['an empty body', '', {}, 'not usable'],
    [
      'a body of 10 MB',
      `{"data":[${'0,'.repeat(5_000_000)}0]}`,
      {},
      'longer than the',
    ],
  ])('refuses %s', async (_, body, options, message) => {
    endpoint.script = [response => sendJson(response, body)];
    await expect(connect(options).embed(['a', 'bb'])).rejects.toMatchObject({
      name: 'ModelEndpointError',
      code: 'invalid-response',
      message: expect.stringContaining(message),
    });
    expect(endpoint.requests).toHaveLength(1);
  });

  it('refuses another length from one batch to the next', async () => {
    endpoint.script = [
      replyRight,
      response => sendJson(response, answerOf([[1, 2]])),
    ];
    await expect(
      connect({ batchSize: 1 }).embed(['a', 'b']),
    ).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringContaining('2 numbers where 3 are expected'),
    });
  });

  it('refuses a page of HTML', async () => {
    endpoint.script = [
      response =>
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html>Sign in</html>'),
    ];
    await expect(connect().embed(['a'])).rejects.toMatchObject({
      code: 'invalid-response',
    });
  });

  it('follows no redirect', async () => {
    const elsewhere = await ScriptedEndpoint.start();
    endpoint.script = Array.from({ length: 3 }, () => response => {
      response
        .writeHead(307, { location: `${elsewhere.baseUrl}/embeddings` })
        .end();
    });
    await expect(connect().embed(['a'])).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  it.each([500, 502, 503, 529, 408])(
    'tries again after %s, twice',
    async status => {
      const fail = (response: Parameters<typeof sendJson>[0]) =>
        sendJson(response, { error: { message: 'overloaded' } }, status);
      endpoint.script = [fail, fail];
      const embeddings = connect();
      expect(await embeddings.embed(['a'])).toEqual(right('a'));
      expect(endpoint.requests).toHaveLength(3);
      endpoint.script = [fail, fail, fail];
      await expect(embeddings.embed(['a'])).rejects.toMatchObject({
        code: 'unavailable',
        message: `The endpoint answered ${status} overloaded`,
      });
    },
  );

  it('waits as long as Retry-After says', async () => {
    const times: number[] = [];
    endpoint.script = [
      response => {
        times.push(performance.now());
        sendJson(response, { error: { message: 'slow down' } }, 429, {
          'retry-after': '1',
        });
      },
      (response, request) => {
        times.push(performance.now());
        replyRight(response, request);
      },
    ];
    expect(await connect().embed(['a'])).toEqual(right('a'));
    expect(times[1] - times[0]).toBeGreaterThan(950);
  });

  it('fails at once where that is too long, and sends nothing until it is over', async () => {
    const limit = (response: Parameters<typeof sendJson>[0]) =>
      sendJson(response, { error: { message: 'slow down' } }, 429, {
        'retry-after': '60',
      });
    endpoint.script = [limit];
    const embeddings = connect();
    for (const urgent of [false, true]) {
      await expect(embeddings.embed(['a'], { urgent })).rejects.toMatchObject({
        code: 'rate-limited',
        message: expect.stringContaining('left alone for another 60 s'),
      });
    }
    expect(endpoint.requests).toHaveLength(1);
  });

  it('does not let somebody wait for what another may wait for', async () => {
    endpoint.script = [
      response => sendJson(response, {}, 429, { 'retry-after': '5' }),
    ];
    await expect(
      connect().embed(['a'], { urgent: true }),
    ).rejects.toMatchObject({ code: 'rate-limited' });
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    [401, 'denied'],
    [402, 'denied'],
    [403, 'denied'],
    [404, 'denied'],
    [405, 'denied'],
    [410, 'denied'],
    [415, 'denied'],
    [400, 'bad-input'],
    [413, 'bad-input'],
    [422, 'bad-input'],
  ])('does not try again after %s, which is %s', async (status, code) => {
    endpoint.script = [
      response =>
        sendJson(
          response,
          { error: { message: `No: ${'x'.repeat(5000)}` } },
          status,
        ),
    ];
    const failure = await connect({ apiKey: KEY })
      .embed(['a'])
      .catch(error => error);
    expect(failure).toMatchObject({ code });
    expect(failure.message).not.toContain(KEY);
    expect(failure.message.length).toBeLessThan(400);
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([500, 403, 400])(
    'quotes a %s without the key and without the texts',
    async status => {
      const question = 'How much does Jane Doe earn?';
      const say = (text: string) => (response: ServerResponse) =>
        sendJson(response, { error: { message: text } }, status);
      const fail = async (text: string) => {
        endpoint.script = Array(3).fill(say(text));
        return connect({ apiKey: KEY, headers: { 'X-Team': 'team-secret' } })
          .embed(['Rows', question])
          .catch(error => error);
      };
      const failures = [
        await fail(`${KEY} of team-secret has no credit`),
        await fail(`Cannot embed "${question}\\n"`),
      ];
      expect(failures.map(({ message }) => message)).toEqual([
        `The endpoint answered ${status} ••• of ••• has no credit`,
        `The endpoint answered ${status}, in words that repeat the request and are left out here`,
      ]);
      expect(failures.map(({ cause }) => cause)).toEqual([
        undefined,
        undefined,
      ]);
    },
  );

  it('quotes an answer that cannot be read without the texts', async () => {
    endpoint.script = [response => sendJson(response, 'Jane Doe earns')];
    const failure = await connect()
      .embed(['Jane Doe'])
      .catch(error => error);
    expect(failure).toMatchObject({ code: 'invalid-response' });
    expect(failure.message).not.toContain('Jane');
    expect(failure.cause).toBeUndefined();
  });

  it('says that no answer came in time, also for a text of these words', async () => {
    endpoint.script = Array(3).fill(() => {});
    await expect(
      connect({ timeoutMs: 100 }).embed(['time']),
    ).rejects.toMatchObject({ message: 'The endpoint did not answer in time' });
  });

  it('says that nobody listens', async () => {
    const { baseUrl } = endpoint;
    await endpoint.stop();
    await expect(connect({ baseUrl }).embed(['a'])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    });
  });

  it.each([
    ['never answers', () => {}],
    [
      'stops in the middle of its answer',
      (response: Parameters<typeof sendJson>[0]) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"data":[');
      },
    ],
  ])('gives up on an endpoint that %s', async (_, reply) => {
    endpoint.script = [reply, reply, reply];
    await expect(
      connect({ timeoutMs: 100 }).embed(['a']),
    ).rejects.toMatchObject({ code: 'timeout' });
    expect(endpoint.requests).toHaveLength(3);

    endpoint.script = [reply, reply];
    const embeddings = connect();
    await expect(
      embeddings.embed(['a'], { signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({ code: 'timeout' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(
      embeddings.embed(['a'], { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(endpoint.requests).toHaveLength(5);
    await expect(
      embeddings.embed(['a'], { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(endpoint.requests).toHaveLength(5);
  });
});
