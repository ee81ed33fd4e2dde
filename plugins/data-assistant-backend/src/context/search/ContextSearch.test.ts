import fc from 'fast-check';
import { idOf, ClusterSketch, makeContext } from './__testUtils__/makeContext';
import { ContextSearch } from './ContextSearch';

const LIBRARY: ClusterSketch = {
  name: 'library',
  description: 'Books that members borrow',
  tables: {
    books: ['isbn', 'title', 'author', 'page_count', 'shelf_id'],
    loans: ['loan_id', 'isbn', 'member_id', 'due_date'],
    members: ['member_id', 'full_name', 'joined_on'],
  },
  pairs: [
    {
      question: 'How many books are overdue?',
      sql: 'SELECT count(*) FROM main.loans WHERE due_date < current_date',
    },
    {
      question: 'Which readers borrowed most?',
      sql: 'SELECT member_id, count(*) FROM loans GROUP BY member_id',
    },
    {
      question: 'How many readers joined this year?',
      sql: 'SELECT count(member_id) FROM members',
    },
  ],
};
const FLEET: ClusterSketch = {
  name: 'fleet',
  description: 'Trucks, their drivers and what they carry',
  tables: {
    vehicles: ['vehicle_id', 'plate', 'purchase_price', 'mileage'],
    shipments: ['shipment_id', 'vehicle_id', 'weight_kg', 'sent_on'],
    drivers: ['driver_id', 'full_name', 'licence'],
  },
  pairs: [
    {
      question: 'How heavy was the heaviest shipment?',
      sql: 'SELECT max(weight_kg) FROM shipments',
    },
  ],
};
const CLINIC: ClusterSketch = {
  name: 'clinic',
  tables: {
    patients: ['patient_id', 'birth_date', 'bloodtype'],
    visits: ['visit_id', 'patient_id', 'physician', 'fee'],
  },
};
const ALL = [LIBRARY, FLEET, CLINIC];

function searchOf(sketches: ClusterSketch[]): ContextSearch {
  const search = ContextSearch.create();
  sketches.forEach(sketch => search.put(makeContext(sketch)));
  return search;
}

const idsOf = (sketches: ClusterSketch[]) =>
  sketches.map(({ name }) => idOf(name));

const firstOf = (search: ContextSearch, question: string) =>
  search.rankClusters(question, { clusterIds: idsOf(ALL) }).clusters[0]
    .clusterId;

describe('ContextSearch.rankClusters', () => {
  const search = searchOf(ALL);

  it.each([
    ['words of a description', 'what do trucks carry?', 'fleet'],
    ['other forms of words', 'who borrows the most?', 'library'],
    ['words in a name', 'average page counts', 'library'],
    ['words that a name runs together', 'patients by blood', 'clinic'],
    ['synonyms', 'which doctor earns most?', 'clinic'],
    ['a slip of the keyboard', 'how many shpiments last week?', 'fleet'],
    ['an unknown form', 'the driver’s licences', 'fleet'],
    ['words of a pair alone', 'are any overdue?', 'library'],
    ['accents', 'whose líbrary is it', 'library'],
  ])('goes by %s', (_, question, name) => {
    expect(firstOf(search, question)).toBe(idOf(name));
  });

  it('is sure of what is asked in a vetted question, and not of what no cluster has', () => {
    const confidenceOf = (question: string) =>
      search.rankClusters(question, { clusterIds: idsOf(ALL) }).clusters[0]
        .confidence;
    const covered = confidenceOf('How many books are overdue?');
    const uncovered = confidenceOf('When does the volcano erupt again?');
    expect(covered).toBeGreaterThan(0.6);
    expect(uncovered).toBeLessThan(0.3);
  });

  it('prefers one table that says it all to words in several tables', () => {
    const together = { name: 'together', tables: { trips: ['city', 'price'] } };
    const scattered = {
      name: 'scattered',
      tables: { trips: ['length'], shops: ['city'], goods: ['price'] },
    };
    const { clusters } = searchOf([scattered, together]).rankClusters(
      'price of trips by city',
      { clusterIds: idsOf([scattered, together]) },
    );
    expect(clusters[0].clusterId).toBe(idOf('together'));
  });

  it('names clusters that cannot be told apart', () => {
    const twins = [
      { ...FLEET, name: 'fleet-north' },
      { ...FLEET, name: 'fleet-south' },
      LIBRARY,
    ];
    const both = searchOf(twins);
    expect(
      both.rankClusters('mileage of vehicles', { clusterIds: idsOf(twins) })
        .alike,
    ).toEqual([idOf('fleet-north'), idOf('fleet-south')]);
    expect(
      both.rankClusters('books by author', { clusterIds: idsOf(twins) }).alike,
    ).toEqual([]);
  });

  it('says nothing of clusters that it does not know, and of none at all', () => {
    const empty = ContextSearch.create();
    expect(empty.rankClusters('books', { clusterIds: ['x'] })).toEqual({
      clusters: [],
      alike: [],
    });
    expect(
      search
        .rankClusters('books', { clusterIds: ['x', idOf('library'), 'y'] })
        .clusters.map(({ clusterId }) => clusterId),
    ).toEqual([idOf('library')]);
  });
});

describe('ContextSearch.findPieces', () => {
  const search = searchOf([
    {
      ...LIBRARY,
      docs: [
        {
          title: 'Who reads',
          terms: [
            { term: 'member', synonyms: ['patron', 'card holder'] },
            { term: 'Sweden', synonyms: ['Swedish'], column: '*.joined_on' },
          ],
        },
      ],
    },
    FLEET,
  ]);
  const find = (question: string, kinds?: ('pair' | 'doc' | 'dataset')[]) =>
    search
      .findPieces(question, { clusterId: idOf('library'), kinds, limit: 10 })
      .map(({ id }) => id);

  it('finds pairs, docs and datasets, each kind when asked for', () => {
    expect(find('overdue books', ['pair'])[0]).toBe('library/pair-0');
    expect(find('which patrons?', ['doc'])).toEqual(['library/doc-0']);
    expect(find('authors and titles', ['dataset'])[0]).toBe(idOf('books'));
    expect(new Set(find('books that readers borrow'))).toContain(
      'library/pair-1',
    );
  });

  it('lends the words of a pair to the datasets that it reads', () => {
    // No name in the schema says overdue.
    expect(find('overdue', ['dataset'])[0]).toBe(idOf('loans'));
  });

  it('reads synonyms of the experts, and columns whose values they name', () => {
    expect(find('patrons', ['dataset'])).toContain(idOf('members'));
    expect(find('card holders', ['dataset'])).toContain(idOf('members'));
    expect(find('Swedish', ['dataset'])).toEqual([idOf('members')]);
  });

  it('learns from pairs which words stand for which names', () => {
    // Two pairs ask for readers, and their SQL reads `member_id`.
    expect(find('readers', ['dataset'])).toEqual(
      expect.arrayContaining([idOf('members'), idOf('loans')]),
    );
  });

  it('gives no more than asked for, and nothing of other clusters', () => {
    const pieces = search.findPieces('full name of members and drivers', {
      clusterId: idOf('library'),
      limit: 1,
    });
    expect(pieces).toHaveLength(1);
    expect(find('mileage of trucks')).toEqual([]);
    expect(
      search.findPieces('books', { clusterId: idOf('none'), limit: 5 }),
    ).toEqual([]);
  });
});

describe('ContextSearch as contexts change', () => {
  const QUESTIONS = [
    'how many books do members borrow?',
    'heaviest shipment',
    'fee of a physician by blood type',
    'full name',
    '',
  ];
  const rankingsOf = (search: ContextSearch, ids = idsOf(ALL)) =>
    QUESTIONS.map(question =>
      search.rankClusters(question, { clusterIds: ids }),
    );

  it('does the same whatever was put, replaced and removed before', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            cluster: fc.constantFrom(...ALL),
            removes: fc.boolean(),
            isOther: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
        steps => {
          const search = ContextSearch.create();
          for (const { cluster, removes, isOther } of steps) {
            if (removes) {
              search.remove(idOf(cluster.name));
            } else {
              const tables = isOther ? { gone: ['zeppelin'] } : cluster.tables;
              search.put(makeContext({ ...cluster, tables }));
            }
          }
          ALL.forEach(sketch => search.put(makeContext(sketch)));
          expect(rankingsOf(search)).toEqual(rankingsOf(searchOf(ALL)));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('lets no cluster that may not be seen have any influence', () => {
    const seen = [LIBRARY, CLINIC];
    const hidden: ClusterSketch = {
      name: 'hidden',
      tables: { books: ['author', 'bokks', 'physicians', 'memebers'] },
      pairs: Array.from({ length: 5 }, () => ({
        question: 'how many members?',
        sql: 'SELECT author FROM books',
      })),
    };
    const ask = [...QUESTIONS, 'how many bokks?', 'memebers of the clinic'];
    const rank = (search: ContextSearch) =>
      ask.map(question =>
        search.rankClusters(question, { clusterIds: idsOf(seen) }),
      );
    expect(rank(searchOf([hidden, ...seen, FLEET]))).toEqual(
      rank(searchOf(seen)),
    );
  });

  it('does not mind the order in which clusters come, but in ties of names', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ALL, { minLength: 3 }),
        fc.constantFrom(...QUESTIONS),
        (order, question) => {
          const ranked = searchOf(order).rankClusters(question, {
            clusterIds: idsOf(order),
          });
          const usual = searchOf(ALL).rankClusters(question, {
            clusterIds: idsOf(ALL),
          });
          expect(ranked.clusters.map(({ clusterId }) => clusterId)).toEqual(
            usual.clusters.map(({ clusterId }) => clusterId),
          );
        },
      ),
    );
  });

  it('forgets what it was told to remove', () => {
    const search = searchOf(ALL);
    search.remove(idOf('library'));
    search.remove(idOf('library'));
    expect(search.has(idOf('library'))).toBe(false);
    expect(
      search.rankClusters('books', { clusterIds: idsOf(ALL) }).clusters,
    ).toEqual([
      { clusterId: idOf('clinic'), score: 0, confidence: 0 },
      { clusterId: idOf('fleet'), score: 0, confidence: 0 },
    ]);
  });
});

describe('ContextSearch with bad input', () => {
  const HOSTILE = [
    '',
    '?!',
    '\0',
    '\ud800 books \udfff',
    'constructor __proto__ toString hasOwnProperty',
    'a'.repeat(1_000_000),
    'books '.repeat(200_000),
    Array.from({ length: 5_000 }, (_, i) => `word${i}`).join(' '),
    '"'.repeat(50_000),
    "'a ".repeat(50_000),
    '書籍は何冊ありますか',
  ];

  it.each(HOSTILE)('ranks and finds for hostile question %#', question => {
    const search = searchOf(ALL);
    const { clusters } = search.rankClusters(question, {
      clusterIds: idsOf(ALL),
    });
    expect(clusters).toHaveLength(3);
    for (const { score, confidence } of clusters) {
      expect(Number.isFinite(score)).toBe(true);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
    search.findPieces(question, { clusterId: idOf('library'), limit: 5 });
  });

  it.each(HOSTILE)('takes hostile text %# in every place', text => {
    const search = searchOf([
      FLEET,
      {
        name: 'hostile',
        title: text,
        description: text,
        tables: { [text]: [text, 'constructor', '__proto__'], plain: [] },
        values: { [`${text}.${text}`]: [text] },
        pairs: [{ question: text, sql: text }],
        docs: [
          {
            title: text,
            body: text,
            terms: [{ term: text, synonyms: [text], definition: text }],
          },
        ],
      },
    ]);
    const { clusters } = search.rankClusters('constructor of shipments', {
      clusterIds: [idOf('hostile'), idOf('fleet')],
    });
    expect(clusters).toHaveLength(2);
  });

  it('takes empty clusters, 5,000 tables in one, and values without end', () => {
    const tables = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, i) => [
        `events_${i}`,
        ['event_id', 'kind', `measure_${i}`],
      ]),
    );
    const values = Array.from({ length: 100_000 }, (_, i) => `value ${i}`);
    const search = searchOf([
      { name: 'empty' },
      { name: 'huge', tables, values: { 'events_7.kind': values } },
    ]);
    expect(
      search.rankClusters('events by kind', {
        clusterIds: [idOf('empty'), idOf('huge')],
      }).clusters[0].clusterId,
    ).toBe(idOf('huge'));
    expect(
      search.findPieces('measure 4711', {
        clusterId: idOf('huge'),
        kinds: ['dataset'],
        limit: 1,
      })[0].id,
    ).toBe(idOf('events_4711'));
  });
});
