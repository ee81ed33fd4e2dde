import { randomUUID } from 'node:crypto';
import { PortalReply, PortalUser } from './__testUtils__/PortalUser';
import { pairFile, TestCompany } from './__testUtils__/TestCompany';
import { TestPortal } from './__testUtils__/TestPortal';
import { until } from './__testUtils__/until';

jest.setTimeout(120_000);

const TEAS = 'resource:default/teas';
const HOW_MANY = 'How many cups of tea were sold?';

describe('bad input', () => {
  let company: TestCompany;
  let portal: TestPortal;
  let ana: PortalUser;
  let ben: PortalUser;

  beforeAll(async () => {
    company = await TestCompany.create({
      users: { ana: ['brewers'], ben: ['sellers'] },
      clusters: [
        {
          name: 'teas',
          title: 'Teas',
          owner: 'group:default/brewers',
          warehouse: 'shop',
          table: 'main.teas',
          files: {
            'pairs/cups.sql': pairFile(
              HOW_MANY,
              'SELECT sum(cups) AS cups FROM main.teas',
            ),
            'pairs/latin.sql': Buffer.concat([
              Buffer.from('/*\nquestion: How many caf'),
              Buffer.from([0xe9]),
              Buffer.from('s?\n*/\nSELECT 1 AS n FROM main.teas\n'),
            ]),
            'docs/words.md': '---\ntitle: Words\n---\nA cup is 200 ml.\n',
            'docs/binary.md': Buffer.from([0x2d, 0x0a, 0xff, 0xfe, 0x00]),
          },
        },
      ],
    });
    await company.replaceWarehouse('shop', [
      'CREATE TABLE teas AS SELECT 40 AS cups UNION ALL SELECT 2',
    ]);
    portal = await TestPortal.start({ company, warehouses: ['shop'] });
    ana = await portal.signIn('ana');
    ben = await portal.signIn('ben');
    await until('the pair is checked', async () => {
      const [teas] = await ana.client.listClusters();
      return teas?.health !== undefined;
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await company?.remove();
  });

  const errorOf = ({ status, json }: PortalReply) => ({
    status,
    name: json?.error?.name,
    message: json?.error?.message,
  });
  const inputError = (message: unknown) => ({
    status: 400,
    name: 'InputError',
    message,
  });
  const notFound = (message: string) => ({
    status: 404,
    name: 'NotFoundError',
    message,
  });
  const conversationOf = async (user: PortalUser) =>
    (await user.client.createConversation()).id;
  const isVerified = (cups: number) => ({
    tier: 'verified',
    cluster: TEAS,
    rows: [[cups]],
  });

  describe('a question', () => {
    const empty =
      'The question is empty. Please write what you would like to know.';
    const noText =
      'The question contains characters that are not text. Please type it again, or paste it as plain text.';
    const tooLong =
      'request/body/question must NOT have more than 4000 characters';

    it.each<[string, unknown, string]>([
      [
        'empty',
        '',
        'request/body/question must NOT have fewer than 1 characters',
      ],
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
      expect(reply.json.error.message).toContain(message);
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

  describe('a conversation', () => {
    it('that is unknown is not found', async () => {
      const id = randomUUID();
      const message = `There is no conversation '${id}'`;
      for (const reply of [
        await ana.send('GET', `/conversations/${id}`),
        await ana.send('DELETE', `/conversations/${id}`),
        await ana.post(id, HOW_MANY, 'key'),
      ]) {
        expect(errorOf(reply)).toEqual(notFound(message));
      }
    });

    it('of somebody else is as if it were not there', async () => {
      const answer = await ana.client.ask({ question: HOW_MANY });
      const { conversationId, runId, receiptId } = answer;
      const whole = await ana.client.getConversation(conversationId);
      for (const [method, path, what] of [
        ['GET', `/conversations/${conversationId}`, 'conversation'],
        ['DELETE', `/conversations/${conversationId}`, 'conversation'],
        ['GET', `/runs/${runId}`, 'run'],
        ['POST', `/runs/${runId}/cancel`, 'run'],
        ['GET', `/runs/${runId}/events`, 'run'],
        ['GET', `/receipts/${receiptId}`, 'receipt'],
      ] as const) {
        const id = path.split('/')[2];
        expect(errorOf(await ben.send(method, path))).toEqual(
          notFound(`There is no ${what} '${id}'`),
        );
      }
      expect(
        errorOf(await ben.post(conversationId, 'Whose tea?', 'key')),
      ).toEqual(notFound(`There is no conversation '${conversationId}'`));
      expect(
        errorOf(
          await ben.send('PUT', `/runs/${runId}/feedback`, {
            body: { rating: 'down' },
          }),
        ),
      ).toEqual(notFound(`There is no run '${runId}'`));
      expect(await ben.client.listConversations()).toEqual([]);
      expect(await ana.client.getConversation(conversationId)).toEqual(whole);
    });
  });

  describe('two tabs', () => {
    it.each([
      ['in one conversation', true],
      ['in two', false],
    ])(
      '%s get an answer each, and each sees its own run',
      async (_where, same) => {
        const first = await conversationOf(ana);
        const second = same ? first : await conversationOf(ana);
        const posted = await Promise.all([
          ana.post(first, HOW_MANY, randomUUID()),
          ana.post(second, 'How many coffees were stolen?', randomUUID()),
        ]);
        expect(posted.map(({ status }) => status)).toEqual([202, 202]);
        const journals = await Promise.all(
          posted.map(({ json }) => ana.follow(json.id)),
        );
        for (const [index, tier] of ['verified', 'uncovered'].entries()) {
          const events = journals[index];
          expect(events.map(({ seq }) => seq)).toEqual(
            events.map((_, at) => at + 1),
          );
          expect(events.filter(({ type }) => type === 'answer')).toEqual([
            expect.objectContaining({
              data: expect.objectContaining({
                answer: expect.objectContaining({ tier }),
              }),
            }),
          ]);
          expect(events.at(-1)?.data).toMatchObject({ status: 'done' });
        }
        for (const id of new Set([first, second])) {
          const own = posted.flatMap(({ json }) =>
            json.conversationId === id ? [json] : [],
          );
          const { messages } = await ana.client.getConversation(id);
          const answered = messages.flatMap(({ runId }) => runId ?? []);
          expect(answered.sort()).toEqual(own.map(run => run.id).sort());
          const asked = messages.filter(({ role }) => role === 'user');
          expect(asked.map(message => message.id).sort()).toEqual(
            own.map(run => run.messageId).sort(),
          );
        }
      },
    );

    it('that ask more than one may have under way hear to wait, and lose nothing', async () => {
      const id = await conversationOf(ben);
      const replies = await Promise.all(
        Array.from({ length: 12 }, () => ben.post(id, HOW_MANY, randomUUID())),
      );
      const accepted = replies.filter(({ status }) => status === 202);
      expect(accepted.length).toBeGreaterThanOrEqual(3);
      for (const reply of replies.filter(({ status }) => status !== 202)) {
        expect(errorOf(reply)).toMatchObject({
          status: 429,
          name: 'TooManyRequestsError',
        });
        expect(reply.headers.get('retry-after')).toBe('5');
      }
      for (const { json } of accepted) {
        const events = await ben.follow(json.id);
        expect(events.at(-1)?.data).toMatchObject({ status: 'done' });
      }
      const { messages } = await ben.client.getConversation(id);
      expect(messages).toHaveLength(2 * accepted.length);
    });
  });

  describe('an idempotency key', () => {
    it('sent twice is one run with one answer, now and later', async () => {
      const id = await conversationOf(ana);
      const posted = await Promise.all(
        [1, 2, 3].map(() => ana.post(id, HOW_MANY, 'twice')),
      );
      expect(posted.map(({ status }) => status)).toEqual([202, 202, 202]);
      const runs = new Set(posted.map(({ json }) => json.id));
      expect(runs.size).toBe(1);
      const [run] = runs;
      await ana.follow(run);
      const later = await ana.post(id, HOW_MANY, 'twice');
      expect(later.json).toMatchObject({ id: run, status: 'done' });
      const { messages } = await ana.client.getConversation(id);
      expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
      expect(messages[1].answer).toMatchObject(isVerified(42));
    });

    it('with another question or in another conversation is a conflict', async () => {
      const id = await conversationOf(ana);
      expect((await ana.post(id, HOW_MANY, 'once')).status).toBe(202);
      const other = await ana.post(id, 'How many cakes?', 'once');
      expect(errorOf(other)).toMatchObject({
        status: 409,
        name: 'ConflictError',
      });
      const { messages } = await ana.client.getConversation(id);
      expect(messages.filter(({ role }) => role === 'user')).toHaveLength(1);
    });

    it('of two users is two keys', async () => {
      for (const user of [ana, ben]) {
        const id = await conversationOf(user);
        expect((await user.post(id, HOW_MANY, 'shared')).status).toBe(202);
      }
    });

    it.each<[string, Record<string, string>]>([
      ['huge', { 'Idempotency-Key': 'k'.repeat(8_000) }],
      ['of 256 characters', { 'Idempotency-Key': 'k'.repeat(256) }],
      ['empty', { 'Idempotency-Key': '' }],
      ['with blanks', { 'Idempotency-Key': 'a b' }],
      ['of other bytes', { 'Idempotency-Key': '\xe9\xff' }],
      ['absent', {}],
    ])('%s is refused', async (_what, headers) => {
      const id = await conversationOf(ana);
      const reply = await ana.send('POST', `/conversations/${id}/messages`, {
        body: { question: HOW_MANY },
        headers,
      });
      expect(errorOf(reply)).toEqual(
        inputError(expect.stringMatching(/idempotency-key/i)),
      );
      expect((await ana.client.getConversation(id)).messages).toEqual([]);
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
        expect(['InputError', 'NotFoundError']).toContain(
          reply.json.error.name,
        );
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
        expect(reply.json.error.name).toMatch(/^(InputError|NotFoundError)$/);
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
      expect(reply.json.error.message).toMatch(/last-event-id/i);
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

  describe('a context file that is not UTF-8', () => {
    const problems = [
      {
        file: 'docs/binary.md',
        line: 2,
        reason: 'The file is not UTF-8 here; save it in that encoding',
      },
      {
        file: 'pairs/latin.sql',
        line: 2,
        reason: 'The file is not UTF-8 here; save it in that encoding',
      },
    ];

    it('is named to the owners alone, and the others are loaded', async () => {
      const teas = await ana.client.getCluster('teas');
      expect(
        teas.pairs.map(({ id, validity }) => [id, validity.status]),
      ).toEqual([['teas/cups', 'valid']]);
      expect(teas.docs.map(({ id }) => id)).toEqual(['teas/words']);
      expect(teas.can.curate).toBe(true);
      expect(teas.problems).toEqual(problems);

      const seenByBen = await ben.client.getCluster('teas');
      expect(seenByBen.can.curate).toBe(false);
      expect(seenByBen).not.toHaveProperty('problems');
      expect(seenByBen.pairs).toEqual(teas.pairs);
    });

    it('teaches again once it is mended', async () => {
      await company.writeFile(
        'teas',
        'pairs/latin.sql',
        pairFile(
          'How many cafés buy?',
          'SELECT 7 AS cafés FROM main.teas LIMIT 1',
        ),
      );
      const answer = await until('the mended pair answers', async () => {
        const reply = await ana.client.ask({ question: 'How many cafés buy?' });
        return reply.tier === 'verified' && reply;
      });
      expect(answer).toMatchObject(isVerified(7));
      const { problems: left } = await ana.client.getCluster('teas');
      expect(left).toEqual(problems.slice(0, 1));
    });
  });
});
