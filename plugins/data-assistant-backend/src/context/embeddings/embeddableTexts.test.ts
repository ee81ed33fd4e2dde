import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import fc from 'fast-check';
import { StoredContext } from '../../curation/ContextStore';
import { listEmbeddableTexts, toEmbeddable } from './embeddableTexts';

const dataset: Dataset = {
  id: 'resource:default/plays',
  clusterId: 'resource:default/music',
  title: 'Plays',
  description: 'One row per play.',
  warehouse: 'example',
  table: 'main.daily_plays',
  status: 'ok',
  columns: [
    {
      name: 'user_country',
      type: 'string',
      nativeType: 'VARCHAR',
      nullable: true,
      profile: { commonValues: [{ value: 'SECRET', count: 1 }] },
    },
    {
      name: 'playCount',
      type: 'integer',
      nativeType: 'INTEGER',
      nullable: true,
    },
  ],
};

function contextOf(body: string): StoredContext {
  return {
    cluster: {
      id: 'resource:default/music',
      name: 'music',
      title: 'Music',
      description: 'All that is played',
      ownerRef: 'group:default/owners',
      audience: [],
      contextVersion: 'v',
      syncedAt: '2026-11-21T09:00:00Z',
    },
    id: 'resource:default/music',
    name: 'music',
    title: 'Music',
    counts: { datasets: 1, pairs: 1, docs: 1, problems: 0 },
    version: 'v',
    datasets: [dataset],
    pairs: [
      {
        id: 'music/plays',
        clusterId: 'resource:default/music',
        question: 'How many plays?',
        phrasings: ['Count of plays', ' '],
        sql: "SELECT count(*) FROM main.daily_plays WHERE user_country = 'SECRET'",
        parameters: [],
        datasets: [],
        validity: { status: 'valid' },
        path: 'plays.sql',
      },
    ],
    docs: [
      {
        id: 'music/words',
        clusterId: 'resource:default/music',
        title: 'Words',
        body,
        terms: [
          {
            term: 'play',
            synonyms: ['listen', 'stream'],
            definition: '30 seconds or more',
          },
        ],
        path: 'words.md',
      },
    ],
    problems: [],
  };
}

describe('listEmbeddableTexts', () => {
  it('has the words of every piece, and neither SQL nor values', () => {
    const texts = listEmbeddableTexts(contextOf('A play counts.\n\nOnce.'));
    expect(texts.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'cluster: Music. All that is played',
      'pair: How many plays?',
      'pair: Count of plays',
      'doc: Words: A play counts. Once.',
      'doc: play, listen, stream: 30 seconds or more',
      'dataset: Plays (daily plays). One row per play.. user country, play count',
    ]);
    expect(new Set(texts.map(({ hash }) => hash)).size).toBe(texts.length);
    expect(texts[0].hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('cuts long docs into passages of bounded number and length', () => {
    const passages = (body: string) =>
      listEmbeddableTexts(contextOf(body))
        .filter(({ kind }) => kind === 'doc')
        .slice(0, -1)
        .map(({ text }) => text);
    expect(passages('x'.repeat(3_000)).map(({ length }) => length)).toEqual([
      1_207, 1_207, 607,
    ]);
    const paragraphs = Array.from({ length: 100 }, (_, i) =>
      `${i} `.repeat(200).trim(),
    ).join('\n\n');
    const cut = passages(paragraphs);
    expect(cut).toHaveLength(30);
    expect(cut.every(text => text.startsWith('Words: '))).toBe(true);
    expect(passages('')).toEqual(['Words:']);
  });

  it('sends nothing that an endpoint could choke on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), text => {
        const clean = toEmbeddable(`\u0000\ud800${text}`);
        expect(clean.length).toBeLessThanOrEqual(2_000);
        expect(clean).toBe(clean.trim());
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
    );
    expect(toEmbeddable('\ud83d')).toBe('');
    expect(toEmbeddable('a\u0000\n\nb')).toBe('a b');
  });
});
