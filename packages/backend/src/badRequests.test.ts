import { randomUUID } from 'node:crypto';
import { PortalUser } from './__testUtils__/PortalUser';
import { errorOf, inputError } from './__testUtils__/refusals';
import {
  conversationOf,
  HOW_MANY,
  openTeaShop,
  TeaShop,
} from './__testUtils__/TeaShop';

jest.setTimeout(120_000);

describe('bad requests', () => {
  let shop: TeaShop | undefined;
  let ana: PortalUser;

  beforeAll(async () => {
    shop = await openTeaShop();
    ({ ana } = shop);
  });

  afterAll(async () => {
    await shop?.close();
  });

  describe('a question', () => {
    const empty =
      'The question is empty. Please write what you would like to know.';
    const noText =
      'The question contains characters that are not text. Please type it again, or paste it as plain text.';
    const tooLong =
      "'question' must have at most 4,000 characters; please shorten it";

    it.each<[string, unknown, string]>([
      ['empty', '', "'question' is empty; please fill it in"],
      ['of blanks', ' \t\n\u00a0', empty],
      ['of characters without width', '\u200b\u2060', empty],
      ['of 100,000 characters', 'tea '.repeat(25_000), tooLong],
      ['of 4,001 characters', 'x'.repeat(4_001), tooLong],
      ['with a NUL', `${HOW_MANY}\0`, noText],
      ['of control characters', '\x01\x02\x7f\x1b[31m', noText],
      ['with half of a surrogate pair', `tea \ud83c`, noText],
      ['that is a number', 7, 'request/body/question must be string'],
      ['that is a list', [HOW_MANY], 'request/body/question must be string'],
      [
        'that is absent',
        undefined,
        "request/body must have required property 'question'",
      ],
    ])(
      '%s is refused on both ways, and leaves nothing behind',
      async (_what, question, message) => {
        const before = await ana.client.listConversations();
        expect(errorOf(await ana.ask(question))).toEqual(
          inputError(expect.stringContaining(message)),
        );
        expect(await ana.client.listConversations()).toEqual(before);

        const id = await conversationOf(ana);
        const posted = await ana.send('POST', `/conversations/${id}/messages`, {
          body: { question },
          headers: { 'Idempotency-Key': randomUUID() },
        });
        expect(errorOf(posted)).toEqual(
          inputError(expect.stringContaining(message)),
        );
        expect(await ana.client.getConversation(id)).toMatchObject({
          messages: [],
          runs: [],
        });
        await ana.client.deleteConversation(id);
      },
    );

    it('in bytes that are no UTF-8 is refused', async () => {
      const body = Buffer.concat([
        Buffer.from('{"question": "How many '),
        Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
        Buffer.from('?"}'),
      ]);
      expect(errorOf(await ana.send('POST', '/ask', { body }))).toEqual(
        inputError(noText),
      );
    });

    it('in every script, with newlines and emoji, is a question', async () => {
      const question = 'Сколько чашек чая 🍵 продано?\n茶は何杯？ كم كوبا';
      expect(await ana.client.ask({ question })).toMatchObject({
        tier: 'uncovered',
      });
    });
  });

  describe('a body', () => {
    const json = 'application/json';
    it.each<[string, string, string | Uint8Array, number, string]>([
      ['of no JSON', json, '{"question": ', 400, 'The body is not valid JSON'],
      [
        'of bytes',
        json,
        Buffer.from([0, 1, 2, 0xff]),
        400,
        'The body is not valid JSON',
      ],
      ['of a bare text', json, '"tea"', 400, 'The body is not valid JSON'],
      ['of a list', json, '[]', 400, 'request/body must be object'],
      [
        'of another charset',
        `${json}; charset=latin1`,
        '{}',
        400,
        'The body must be JSON in UTF-8',
      ],
      [
        'of plain text',
        'text/plain',
        HOW_MANY,
        400,
        'unsupported media type text/plain',
      ],
      [
        'of a form',
        'application/x-www-form-urlencoded',
        'question=tea',
        400,
        'unsupported media type application/x-www-form-urlencoded',
      ],
      [
        'above 1 MiB',
        json,
        JSON.stringify({ question: 'x'.repeat(1 << 20) }),
        413,
        'The body is larger than 1 MiB',
      ],
      [
        'with a field too many',
        json,
        '{"question": "tea", "sql": "SELECT 1"}',
        400,
        'request/body has unknown fields: sql',
      ],
    ])('%s is refused', async (_what, type, body, status, message) => {
      const reply = await ana.send('POST', '/ask', {
        body,
        headers: { 'Content-Type': type },
      });
      expect(reply.status).toBe(status);
      expect(reply.error.message).toContain(message);
    });

    it('that claims to be compressed and is not is refused', async () => {
      const reply = await ana.send('POST', '/ask', {
        body: '{"question": "tea"}',
        headers: { 'Content-Encoding': 'gzip' },
      });
      expect(errorOf(reply)).toEqual(
        inputError('The body is not compressed as it says'),
      );
    });
  });

  describe('an address', () => {
    it.each([
      '../../../../etc/passwd',
      '..%2f..%2fetc%2fpasswd',
      'resource:default/../../../etc/passwd',
      '/etc/passwd',
      'C:\\Windows\\system.ini',
      'teas/../../teas',
      "teas' OR '1'='1",
      '%',
      '_____',
      '$' + '{jndi:ldap://x}',
      '__proto__',
      'constructor',
      'ü'.repeat(600),
    ])('of no cluster leads nowhere: %s', async id => {
      for (const path of ['', '/health']) {
        const reply = await ana.send(
          'GET',
          `/clusters/${encodeURIComponent(id)}${path}`,
        );
        expect([400, 404]).toContain(reply.status);
        expect(['InputError', 'NotFoundError']).toContain(reply.error.name);
        expect(reply.text).not.toMatch(/root:|\[fonts\]/);
      }
      const asked = await ana.ask(HOW_MANY, id);
      expect([400, 404]).toContain(asked.status);
      const suggested = await ana.send(
        'GET',
        `/suggestions?cluster=${encodeURIComponent(id)}`,
      );
      expect([400, 404]).toContain(suggested.status);
    });

    it('with a path that is not cleaned leads nowhere', async () => {
      for (const path of [
        '/clusters/..%2f..%2f..%2fetc%2fpasswd',
        '/clusters/%2e%2e%2f%2e%2e%2fcatalog',
        '/clusters/..%5c..%5cteas',
        '/clusters/%00',
        '/clusters/%c0%ae%c0%ae',
      ]) {
        const reply = await ana.send('GET', path);
        expect([400, 404]).toContain(reply.status);
        expect(reply.error.name).toMatch(/^(InputError|NotFoundError)$/);
      }
    });
  });

  describe('an event stream', () => {
    it.each([
      ['abc', 400],
      ['-1', 400],
      ['1.5', 400],
      ['1e999', 400],
      ['2147483648', 400],
      ['9'.repeat(400), 400],
      ["1' OR 1=1", 400],
    ])('with the Last-Event-ID %s is refused', async (id, status) => {
      const { runId } = await ana.client.ask({ question: HOW_MANY });
      const reply = await ana.send('GET', `/runs/${runId}/events`, {
        headers: { 'Last-Event-ID': id },
      });
      expect(errorOf(reply)).toMatchObject({ status, name: 'InputError' });
      expect(reply.error.message).toMatch(/last-event-id/i);
    });

    it('that has seen all, or more than there is, ends at once', async () => {
      const { runId } = await ana.client.ask({ question: HOW_MANY });
      const all = await ana.follow(runId);
      for (const id of [all.length, all.length + 1, 2_147_483_647]) {
        const reply = await ana.send('GET', `/runs/${runId}/events`, {
          headers: { 'Last-Event-ID': String(id) },
        });
        expect([reply.status, reply.text]).toEqual([200, '']);
      }
    });
  });
});
