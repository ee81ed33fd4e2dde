import { randomUUID } from 'node:crypto';
import { PortalUser } from './__testUtils__/PortalUser';
import { pairFile, TestCompany } from './__testUtils__/TestCompany';
import { errorOf, inputError, notFound } from './__testUtils__/refusals';
import {
  conversationOf,
  HOW_MANY,
  isVerified,
  openTeaShop,
  TeaShop,
} from './__testUtils__/TeaShop';
import { until } from './__testUtils__/until';

jest.setTimeout(120_000);

describe('conversations and context that several people share', () => {
  let shop: TeaShop | undefined;
  let company: TestCompany;
  let ana: PortalUser;
  let ben: PortalUser;

  beforeAll(async () => {
    shop = await openTeaShop();
    ({ company, ana, ben } = shop);
  });

  afterAll(async () => {
    await shop?.close();
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
          posted.map(({ body }) => ana.follow(body.id)),
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
          const own = posted.flatMap(({ body }) =>
            body.conversationId === id ? [body] : [],
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
      for (const { body } of accepted) {
        const events = await ben.follow(body.id);
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
      const runs = new Set(posted.map(({ body }) => body.id));
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
