import { TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { ApiCaller, asUser } from './__testUtils__/ApiCaller';
import { unknownId } from './__testUtils__/everyRoute';
import { RunningApi } from './__testUtils__/startApi';
import { startScriptedApi } from './__testUtils__/startScriptedApi';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Bad requests, %s', databaseId => {
  let api: RunningApi;
  const call = (...args: Parameters<ApiCaller['call']>) =>
    new ApiCaller(api.baseUrl).call(...args);

  beforeAll(async () => {
    api = await startScriptedApi(await databases.init(databaseId));
  });

  afterAll(() => api.stop());

  const bad = (
    method: 'get' | 'post' | 'put',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ) => call(asUser('analyst'), method, path, body, headers);

  it.each<
    [
      string,
      'get' | 'post' | 'put',
      string,
      object | undefined,
      Record<string, string> | undefined,
      RegExp,
    ]
  >([
    ['no question', 'post', '/ask', {}, {}, /question/],
    [
      'an empty question',
      'post',
      '/ask',
      { question: '' },
      {},
      /'question' is empty; please fill it in/,
    ],
    ['a blank question', 'post', '/ask', { question: ' \n' }, {}, /question/],
    [
      'a question of 100,000 characters',
      'post',
      '/ask',
      { question: 'å'.repeat(100_000) },
      {},
      /'question' must have at most 4,000 characters; please shorten it/,
    ],
    [
      'a binary question',
      'post',
      '/ask',
      { question: 'a\u0000\u0001b' },
      {},
      /question/,
    ],
    [
      'a question that is a number',
      'post',
      '/ask',
      { question: 1 },
      {},
      /question must be string/,
    ],
    [
      'an unknown field',
      'post',
      '/ask',
      { question: 'Why?', clusterId: 'x' },
      {},
      /clusterId/,
    ],
    [
      'no idempotency key',
      'post',
      `/conversations/${unknownId}/messages`,
      { question: 'Why?' },
      {},
      /'Idempotency-Key' is missing\. Send a value of your own .* asks only once/,
    ],
    [
      'an idempotency key with a blank',
      'post',
      `/conversations/${unknownId}/messages`,
      { question: 'Why?' },
      { 'Idempotency-Key': 'my key' },
      /^'idempotency-key' must be visible ASCII characters without blanks, such as a UUID/,
    ],
    [
      'an owner that is no entity ref',
      'get',
      '/clusters?owner=a:b:c',
      undefined,
      {},
      /'owner' must be an entity ref, such as group:default/,
    ],
    [
      'an owner with a blank',
      'get',
      '/clusters?owner=the%20team',
      undefined,
      {},
      /'owner' must be the name or the entity ref/,
    ],
    [
      'the id of a run that is none',
      'get',
      '/runs/a_b',
      undefined,
      {},
      /'id' must be an id as this API gives it/,
    ],
    [
      'a long idempotency key',
      'post',
      `/conversations/${unknownId}/messages`,
      { question: 'Why?' },
      { 'Idempotency-Key': 'k'.repeat(256) },
      /'idempotency-key' must have at most 255 characters/i,
    ],
    ['a limit of none', 'get', '/suggestions?limit=0', undefined, {}, /limit/],
    ['an unknown parameter', 'get', '/clusters?foo=1', undefined, {}, /foo/],
    [
      'a repeated parameter',
      'get',
      '/clusters?search=a&search=b',
      undefined,
      {},
      /search/,
    ],
    [
      'a NUL in a search',
      'get',
      '/clusters?search=%00',
      undefined,
      {},
      /'search' must be text without NUL/,
    ],
    ['a NUL in an id', 'get', '/runs/%00', undefined, {}, /id/],
    [
      'a broken escape',
      'get',
      '/clusters/%E0%A4%A',
      undefined,
      {},
      /The path is not URL-encoded: % must be followed/,
    ],
    [
      'an event id that is none',
      'get',
      `/runs/${unknownId}/events`,
      undefined,
      { 'Last-Event-ID': 'abc' },
      /last-event-id/i,
    ],
    [
      'an unknown rating',
      'put',
      `/runs/${unknownId}/feedback`,
      { rating: 'meh' },
      {},
      /rating must be equal to one of the allowed values: up, down/,
    ],
  ])('%s: 400', async (_what, method, path, body, headers, message) => {
    const res = await bad(method, path, body, headers);
    expect(res.status).toBe(400);
    expect(res.body.error.name).toBe('InputError');
    expect(res.body.error.message).toMatch(message);
    expect(res.body.error).not.toHaveProperty('stack');
  });

  it('bodies that are not JSON, in another form, or too large', async () => {
    const post = (type: string, body: string) =>
      request(api.baseUrl)
        .post('/ask')
        .set('Authorization', asUser('analyst'))
        .set('Content-Type', type)
        .send(body);
    const malformed = await post('application/json', '{"question": ');
    expect(malformed.status).toBe(400);
    expect(malformed.body.error).toEqual({
      name: 'InputError',
      message: 'The body is not valid JSON',
    });
    const text = await post('text/plain', 'How many?');
    expect(text.status).toBe(400);
    expect(text.body.error.message).toMatch(/unsupported media type/);
    const large = await post(
      'application/json',
      JSON.stringify({ question: 'x'.repeat(1024 * 1024) }),
    );
    expect(large.status).toBe(413);
    expect(large.body.error).toEqual({
      name: 'PayloadTooLargeError',
      message: 'The body is larger than 1 MiB',
    });
  });

  it.each([
    ['get', '/nosuch'],
    ['post', '/'],
    ['get', '/clusters/resource:default/open'],
  ] as const)('%s %s: 404 that says where to look', async (method, path) => {
    const res = await bad(method, path);
    expect(res.status).toBe(404);
    expect(res.body).toMatchObject({
      error: {
        name: 'NotFoundError',
        message: expect.stringContaining(
          'GET /api/data-assistant/openapi.json tells what there is',
        ),
      },
      response: { statusCode: 404 },
    });
  });

  it.each([
    ['get', '/ask', 'POST'],
    ['put', '/clusters/open', 'GET'],
    ['post', `/conversations/${unknownId}`, 'GET, DELETE'],
  ] as const)('%s %s: 405 that says what is', async (method, path, allowed) => {
    const res = await bad(method, path);
    expect(res.status).toBe(405);
    expect(res.headers.allow).toBe(allowed);
    expect(res.body.error).toEqual({
      name: 'MethodNotAllowedError',
      message: `${method.toUpperCase()} is not served at this path; use ${allowed}`,
    });
  });

  it('leaves alone what Backstage serves below the path of the plugin', async () => {
    const res = await bad('get', '/.backstage/permissions/v1/metadata');
    expect(res.body.error?.message ?? '').not.toMatch(/openapi.json/);
    const metadata = await bad(
      'get',
      '/.well-known/backstage/permissions/metadata',
    );
    expect(metadata.status).toBe(200);
  });

  it.each(['group:default/openers', 'group%3Adefault%2Fopeners', 'Openers'])(
    'takes %s for the owner of the same clusters',
    async owner => {
      const res = await bad('get', `/clusters?owner=${owner}`);
      expect(res.status).toBe(200);
      expect(
        res.body.map(({ owner: found }: { owner: string }) => found),
      ).toEqual(expect.arrayContaining(['group:default/openers']));
    },
  );
});
