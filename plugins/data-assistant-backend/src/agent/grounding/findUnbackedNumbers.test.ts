import {
  CellValue,
  ColumnType,
} from '@cairn/backstage-plugin-data-assistant-common';
import fc from 'fast-check';
import { RanQuery } from '../tools/AgentNotes';
import { FALSE_SENTENCES, STREAMS } from './__testUtils__/falseSentences';
import { HONEST_SENTENCES } from './__testUtils__/honestSentences';
import { queryOf } from './__testUtils__/queryOf';
import { findUnbackedNumbers } from './findUnbackedNumbers';

function query(
  columns: Record<string, ColumnType>,
  rows: CellValue[][],
  sql = 'SELECT x FROM t',
): RanQuery {
  return {
    id: 'q1',
    clusterId: 'resource:default/podcasts',
    warehouse: 'example',
    sql,
    tables: [],
    result: {
      columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
      rows,
      truncated: false,
      durationMs: 1,
    },
  };
}

const one = (...cells: CellValue[]) =>
  query(Object.fromEntries(cells.map((_, index) => [`c${index}`, 'number'])), [
    cells,
  ]);

const unbacked = (sentence: string, ...queries: RanQuery[]) =>
  findUnbackedNumbers({ sentence, queries });

describe('findUnbackedNumbers', () => {
  it.each<[string, CellValue]>([
    ['There are 1234 listeners.', 1234],
    ['There are **1,234** listeners.', 1234],
    ['There are 1 234 567 listeners.', 1234567],
    ['There are 1\u2009234\u202f567 listeners.', 1234567],
    ['It is 1,234.5.', 1234.5],
    ['It is 1,234.57.', 1234.5678],
    ['It is .5 of all.', 0.5],
    ['It is 12 %.', 0.1234],
    ['It is 12.3%.', 0.1234],
    ['It is 12.3 percent.', 12.34],
    ['It fell by 12 %.', -0.12],
    ['It changed by -12 %.', -0.12],
    ['It changed by −12.', -12],
    ['There are 1.2M plays.', 1234567],
    ['There are 1.2 million plays.', 1234567],
    ['There are 3.4 bn plays.', 3412345678],
    ['There are 1,235 thousand plays.', 1234567],
    ['There are 12k plays.', 12345],
    ['They play 30m a day.', 30],
    ['We earned $1,234.50.', 1234.5],
    ['We earned US$1,234.50.', 1234.5],
    ['We earned 1234.50€.', 1234.5],
    ['There are about 1,200 plays.', 1234],
    ['There are over 1,200 plays.', 1234],
    ['There are nearly 1,300 plays.', 1234],
    ['It is 1.5e3.', 1500],
    ['It is 9,007,199,254,740,993.', '9007199254740993'],
    ['It is 12345678901234567890.12.', '12345678901234567890.12'],
    ['There are １２３４ listeners.', 1234],
    ['There is 1 row.', 17],
    ['Studio 54 is first.', 'Studio 54'],
    ['It is 0.', 0],
  ])('takes “%s” as backed by %p', (sentence, cell) => {
    expect(unbacked(sentence, one(cell))).toEqual([]);
  });

  it.each<[string, CellValue, string[]]>([
    ['There are 1,235 listeners.', 1234, ['1,235']],
    ['There are 1,200 listeners.', 1234, ['1,200']],
    ['There are about 1,400 listeners.', 1234, ['1,400']],
    ['There are 1.3M plays.', 1234567, ['1.3M']],
    ['There are 1.2 billion plays.', 1234567, ['1.2 billion']],
    ['It is 13 %.', 0.1234, ['13 %']],
    ['It is 0.1235.', 0.1234, ['0.1235']],
    ['It is 1234 %.', 12.34, ['1234 %']],
    ['It changed by -12.', 12, ['-12']],
    ['Of 10 plays, 4 were long and 6 short.', 10, ['4', '6']],
    ['There are 3,000 minutes.', 50, ['3,000']],
    ['There are 2016 listeners.', 7, ['2016']],
    ['There are 1,23 of them.', 5, ['1,23']],
    [
      'It is 9,007,199,254,740,992.',
      '9007199254740993',
      ['9,007,199,254,740,992'],
    ],
    ['There are ٤٢ listeners.', 42, ['٤٢']],
    ['It is 42 and 42 again.', 7, ['42']],
    ['`42` of them.', 7, ['42']],
    ['It is unknown, that is 0.', null, ['0']],
    ['In May 12 people came.', 7, ['12']],
    ['12 of them came:7,8,9', 7, ['12', '8', '9']],
  ])('does not take “%s” as backed by %p', (sentence, cell, expected) => {
    expect(unbacked(sentence, one(cell))).toEqual(expected);
  });

  it.each([
    'On 2026-11-19 at 09:30, and 2026-11.',
    'From 9 to 15 November 2026, since November 9, 2026, on 3rd of May.',
    'In 2026, since 2024, between 2024 and 2025, in 2024/25, early 2026.',
    'On 19/11/2026 and 19.11.26, in week 46, Q3 and H1.',
    'It is the 3rd largest and the 21st in all.',
    '1. Sweden\n2. Norway\n3) Denmark',
    'Use user_42, `plays_30d`, COVID-19, v1.2.3, 10.0.0.1 and 3f2a9.',
    'See https://portal.example.com/catalog/42?page=7 (open 24/7).',
    'It is #1, at 9 pm.',
    'The best: 1. Sweden, 2. Norway, 3. Denmark.',
    'The best: (1) Sweden; (2) Norway, 3) Denmark.',
  ])('looks for no figure in “%s”', sentence => {
    expect(unbacked(sentence)).toEqual([]);
    expect(unbacked(sentence, one('x'))).toEqual([]);
  });

  it('takes only a list that counts for a list', () => {
    expect(unbacked('42. That is how many.', one(7))).toEqual(['42']);
    expect(unbacked('1. a\n7. b', one(9))).toEqual(['7']);
    expect(unbacked('There are: 815. And so on.', one(7))).toEqual(['815']);
  });

  it('lets the numbers of the question and the SQL be said, but not of comments', () => {
    const sql =
      'SELECT count(*) FROM t WHERE ms > 30000 -- 4711 /*\n AND x < 815 /* 99 */';
    const queries = [query({ n: 'integer' }, [[5]], sql)];
    expect(
      findUnbackedNumbers({
        sentence:
          'Of the top 10, for 30,000 ms below 815 in 7 days: 5; 4711; 99.',
        queries,
        said: ['What of the top ten in the last seven days?'],
      }),
    ).toEqual(['4711', '99']);
  });

  it('lets a column say its unit', () => {
    const of = (name: string, cell: number) =>
      query({ [name]: 'number' }, [[cell]]);
    expect(unbacked('It is 1.2 million.', of('revenue_m', 1.23))).toEqual([]);
    expect(unbacked('It is 1.2 million.', of('revenue', 1.23))).toEqual([
      '1.2 million',
    ]);
    expect(unbacked('It grew by 150 %.', of('growth_rate', 1.5))).toEqual([]);
    expect(unbacked('It is 150 %.', of('n', 1.5))).toEqual(['150 %']);
  });

  it('lets small numbers in words count rows, and no more', () => {
    const rows = query({ a: 'string', n: 'integer' }, [
      ['x', 1],
      ['y', 2],
      ['z', 9],
    ]);
    expect(unbacked('Two of three grew, one of them to nine.', rows)).toEqual(
      [],
    );
    expect(unbacked('Four of them grew in the second week.', rows)).toEqual([
      'Four',
    ]);
    expect(unbacked('Five of them, or a three-day week.', one(7))).toEqual([
      'Five',
    ]);
    expect(unbacked('There are two ways to count.')).toEqual([]);
  });

  it('counts rows of all results, and reads years of dates in them', () => {
    const days = query({ day: 'date' }, [['2031-01-05'], ['2031-01-06']]);
    expect(unbacked('2 days; 2031 rose; 5 and 3', days, one(3))).toEqual(['5']);
  });

  it('finds every number that a cell holds, however it is rounded', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom<[number, string]>(
          [1, ''],
          [1e3, 'k'],
          [1e6, ' million'],
          [1e9, ' bn'],
        ),
        (cell, decimals, [scale, suffix]) => {
          const number = Math.abs(cell / scale).toLocaleString('en', {
            minimumFractionDigits: decimals,
            maximumFractionDigits: decimals,
          });
          expect(unbacked(`It is ${number}${suffix}.`, one(cell))).toEqual([]);
        },
      ),
    );
  });

  it('tells a number that no cell holds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 1e9 }),
        fc.integer({ min: 100, max: 1e9 }),
        (said, cell) => {
          fc.pre(said !== cell);
          const written = said.toLocaleString('en');
          expect(unbacked(`It is ${written} x.`, one(cell))).toEqual([written]);
        },
      ),
    );
  });

  const ROUNDED: [word: string, round: (n: number) => number][] = [
    ['about', Math.round],
    ['nearly', Math.ceil],
    ['over', Math.floor],
    ['under', Math.ceil],
  ];

  it.each(ROUNDED)('takes “%s” from a cell that rounds so', (word, round) => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e9 }), cell => {
        const step = 10 ** (String(cell).length - 2);
        const said = round(cell / step) * step;
        expect(
          unbacked(`It is ${word} ${said.toLocaleString('en')} x.`, one(cell)),
        ).toEqual([]);
      }),
    );
  });

  it.each<[word: string, least: number, most: number]>([
    ['about', 0.85, 1.15],
    ['nearly', 0.85, 1],
    ['over', 1, 1.25],
    ['under', 0.75, 1],
  ])(
    'takes “%s” from a cell from %f to %f of it, and no other',
    (word, least, most) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 10, max: 1e9 }),
          fc.double({ min: 0.01, max: 3, noNaN: true }),
          (said, off) => {
            fc.pre(off < least || off > most);
            const written = said.toLocaleString('en');
            expect(
              unbacked(`It is ${word} ${written} x.`, one(said * off)),
            ).toEqual([written]);
          },
        ),
      );
    },
  );

  it.each(['en-US', 'de-DE', 'de-CH', 'fr-FR', 'sv-SE', 'en-IN'])(
    'reads numbers as they are written in %s, and tells others',
    locale => {
      fc.assert(
        fc.property(
          fc.integer({ min: -1e9, max: 1e9 }),
          fc.integer({ min: 0, max: 2 }),
          (cents, decimals) => {
            const value = cents / 10 ** decimals;
            const written = value.toLocaleString(locale, {
              minimumFractionDigits: decimals,
            });
            fc.pre(Math.abs(value) > 1000);
            expect(unbacked(`Nu ${written} x.`, one(value))).toEqual([]);
            expect(unbacked(`Nu ${written} x.`, one(value * 2))).toEqual([
              written,
            ]);
          },
        ),
      );
    },
  );

  it('takes a percentage from a part of 1 alone, and from no number of rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 99 }),
        fc.integer({ min: 200, max: 1e6 }),
        (percent, count) => {
          const said = [`In the last ${percent} days?`];
          const sentence = `It grew by ${percent}%.`;
          const of = (cell: number) =>
            findUnbackedNumbers({ sentence, queries: [one(cell)], said });
          expect(of(percent / 100)).toEqual([]);
          expect(of(count)).toEqual([`${percent}%`]);
        },
      ),
    );
  });

  it('reads any text, and gives back words of it', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '1',
        '2026',
        ',',
        '.',
        ' ',
        '-',
        '%',
        'k',
        'million',
        'e',
        '`',
        '\n',
        'May',
        '/',
        ':',
        '#',
        '**',
        '1.',
        '٣',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), parts => {
        const sentence = parts.join('');
        for (const written of unbacked(sentence, one(3))) {
          expect(sentence).toContain(written);
        }
      }),
    );
  });

  it.each(['1 ', '1,', '123 ', '9 to ', '1.', '`a', 'May ', 'about '])(
    'ends on thousands of “%s”',
    tangle => {
      const sentence = `${tangle.repeat(4_000)} and 815`;
      expect(unbacked(sentence, one(3))).toContain('815');
    },
  );

  it.each(FALSE_SENTENCES)(
    'tells of “%s”: %j',
    (sentence, told, columns = STREAMS) => {
      expect(
        findUnbackedNumbers({ sentence, queries: [queryOf(columns)] }),
      ).toEqual(told);
    },
  );

  it.each(['30%', '30 %', 'thirty percent'])(
    'does not take “%s” from the days of the question, or the SQL',
    percentage => {
      const sql = 'SELECT sum(x) FROM t WHERE day > now() - 30 AND x % 30 = 1';
      expect(
        findUnbackedNumbers({
          sentence: `It grew by ${percentage}.`,
          queries: [queryOf({ n: [815] }, sql)],
          said: ['How did it grow in the last 30 days?'],
        }),
      ).toEqual([percentage]);
    },
  );

  it('takes no name from a comment of the SQL', () => {
    const of = (sql: string) =>
      findUnbackedNumbers({
        sentence: 'It is total_9999.',
        queries: [queryOf({ n: [7] }, sql)],
      });
    expect(of('SELECT n AS total_9999 FROM t')).toEqual([]);
    expect(of('SELECT n FROM t -- total_9999')).toEqual(['9999']);
  });

  it('does not take zero from a default of the SQL', () => {
    expect(
      findUnbackedNumbers({
        sentence: 'There were zero streams, or 0.',
        queries: [queryOf({ n: [7] }, 'SELECT coalesce(x, 0) FROM t')],
      }),
    ).toEqual(['0', 'zero']);
  });

  it.each(HONEST_SENTENCES)('lets “%s” be said', (sentence, columns) => {
    expect(
      findUnbackedNumbers({ sentence, queries: [queryOf(columns)] }),
    ).toEqual([]);
  });

  it.each<[sentence: string, question: string]>([
    ['The top 5 are here.', 'What are the top 5?'],
    ['The top five are here.', 'What are the top 5?'],
    ['Those above 30% are here.', 'Which are above 30 percent?'],
    ['Those above 30% are here.', 'Which are above thirty percent?'],
    ['Those above 1,000,000 are here.', 'Which are above 1 million?'],
    ['Those above one million are here.', 'Which are above 1,000,000?'],
    ['Mehr als 10.000 haben diese.', 'Welche haben mehr als 10.000?'],
    ['Those with zero streams are here.', 'Who has zero streams?'],
    ['Those with half of the plays are here.', 'Who has half of the plays?'],
    ['With total-9999 it is here.', 'Where is total-9999?'],
    ['In a change by 2050 they are here.', 'Who changed by 2050?'],
  ])('lets “%s” be said after “%s”', (sentence, question) => {
    expect(
      findUnbackedNumbers({
        sentence,
        queries: [queryOf({ n: [817] })],
        said: [question],
      }),
    ).toEqual([]);
  });

  it.each<[sentence: string, sql: string]>([
    ['90% are shorter.', 'SELECT percentile_cont(0.9) FROM t'],
    ['Those like “30%”.', "SELECT x FROM t WHERE y = '30%'"],
    ['Those with 0 streams.', 'SELECT x FROM t WHERE streams = 0'],
    ['Those of 100 and 200.', 'SELECT x FROM t WHERE y IN (100,200)'],
    ['The revenue_2026 in plays_30d.', 'SELECT revenue_2026 FROM plays_30d'],
  ])('lets “%s” be said of %s', (sentence, sql) => {
    expect(
      findUnbackedNumbers({ sentence, queries: [queryOf({ n: [817] }, sql)] }),
    ).toEqual([]);
  });
});
