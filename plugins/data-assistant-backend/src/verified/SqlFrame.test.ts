import fc from 'fast-check';
import { prepareSqlFrames, readSqlFrame, stemsOfName } from './SqlFrame';

beforeAll(() => prepareSqlFrames());

const traitsOf = (sql: string) =>
  [...(readSqlFrame(sql)?.traits ?? ['unread'])].sort();

describe('readSqlFrame', () => {
  it.each([
    ['SELECT count(*) FROM plays', ['count']],
    ['SELECT count(DISTINCT user_id) FROM plays', ['count', 'distinct']],
    ['SELECT DISTINCT host FROM shows', ['distinct']],
    ['SELECT avg(seconds), sum(plays) FROM shows', ['average', 'sum']],
    ['SELECT country, max(plays) FROM shows GROUP BY country', ['each', 'max']],
    ['SELECT name FROM shows ORDER BY age', ['ascending', 'sorted']],
    ['SELECT name FROM shows ORDER BY age DESC', ['descending', 'sorted']],
    [
      'SELECT name FROM shows ORDER BY plays DESC LIMIT 1',
      ['max', 'superlative'],
    ],
    ['SELECT name FROM shows ORDER BY plays LIMIT 3', ['min', 'superlative']],
    ['SELECT name FROM shows WHERE plays >= 3 AND age < 4', ['above', 'below']],
    ['SELECT name FROM shows WHERE age BETWEEN 3 AND 4', ['between']],
    ['SELECT name FROM shows WHERE genre <> $genre', ['not']],
    ["SELECT name FROM shows WHERE name NOT LIKE 'a%'", ['not']],
    [
      'SELECT name FROM shows WHERE NOT EXISTS (SELECT host FROM prizes)',
      ['not'],
    ],
    ["SELECT name FROM shows WHERE genre = 'a' OR genre = 'b'", ['or']],
    ["SELECT name FROM shows WHERE genre IN ('a', 'b')", ['or']],
    ['SELECT name FROM shows', []],
  ])('finds what %s does', (sql, traits) => {
    expect(traitsOf(sql)).toEqual(traits);
  });

  it.each([
    'SELECT name FROM shows WHERE $country IS NULL OR country = $country',
    'SELECT name FROM shows WHERE (country = $country OR $country IS NULL)',
    'SELECT name FROM shows WHERE (($country IS NULL) OR country = $country)',
  ])('takes a parameter that may be left out for no alternative: %s', sql => {
    expect(traitsOf(sql)).toEqual([]);
  });

  it.each([
    ['EXCEPT', ['not']],
    ['UNION', ['or']],
    ['INTERSECT', []],
  ])('reads both branches of %s', (operation, traits) => {
    const frame = readSqlFrame(
      `SELECT name FROM shows ${operation} SELECT host FROM prizes WHERE year = 2020`,
    );
    expect([...(frame?.traits ?? [])]).toEqual(traits);
    expect([...(frame?.words ?? [])].sort()).toEqual(
      ['host', 'name', 'prize', 'show', 'year'].sort(),
    );
    expect([...(frame?.literals ?? [])]).toEqual(['2020']);
  });

  it('reads what a CTE does, and takes the outermost list for the result', () => {
    const frame = readSqlFrame(
      `WITH active AS (
         SELECT user_id, count(*) AS plays FROM radio.plays GROUP BY user_id HAVING count(*) > 10
       ) SELECT country, max(plays) FROM active GROUP BY country`,
    );
    expect(frame?.selected).toEqual([['country'], ['play']]);
    expect([...(frame?.traits ?? [])].sort()).toEqual([
      'above',
      'count',
      'each',
      'max',
    ]);
    expect([...(frame?.literals ?? [])]).toEqual(['10']);
  });

  it('tells columns of the result from those that only filter, group or join', () => {
    const frame = readSqlFrame(
      `SELECT s.stageName, count(*) FROM singer AS s JOIN concert AS c ON c.singer_id = s.singer_id
       WHERE c.concertYear > 2014 GROUP BY s.singer_id, s.stageName`,
    );
    expect(frame?.selected).toEqual([['stage', 'name']]);
    // Keys are no words of a question, and a join says how, not what.
    expect(frame?.columns).toEqual([
      ['stage', 'name'],
      ['concert', 'year'],
    ]);
    expect([...(frame?.columnNames ?? [])].sort()).toEqual([
      'concertyear',
      'singer_id',
      'stagename',
    ]);
  });

  it('gives the stems of strings, and numbers as they are said', () => {
    const frame = readSqlFrame(
      "SELECT name FROM shows WHERE host = 'Anna Bergs' AND rating > 4.50 AND year = 2020",
    );
    expect([...(frame?.literals ?? [])].sort()).toEqual([
      '2020',
      '4.5',
      'anna',
      'berg',
    ]);
  });

  it.each([
    [
      'BigQuery',
      `SELECT s.name, COUNTIF(p.skipped) FROM \`acme-dw.radio.plays\` AS p, UNNEST(p.shows) AS s
       WHERE SAFE_CAST(p.seconds AS INT64) > 60 GROUP BY 1`,
      ['above', 'each'],
      [['name'], ['skip']],
    ],
    [
      'PostgreSQL',
      `SELECT s.name::text, max(p.seconds) FILTER (WHERE NOT p.skipped) FROM radio.plays p
       JOIN radio.shows s USING (show_id) WHERE p.meta->>'kind' ~* 'live' GROUP BY 1`,
      ['each', 'max', 'not'],
      [['name'], ['second'], ['skip']],
    ],
  ])('reads %s', (_dialect, sql, traits, selected) => {
    expect(traitsOf(sql)).toEqual(traits);
    expect(readSqlFrame(sql)?.selected).toEqual(selected);
  });

  it.each(['SELEC nonsense FROM', 'SELECT (((', "SELECT 'open", '\u0000'])(
    'gives nothing for what is no SQL: %j',
    sql => {
      expect(readSqlFrame(sql)).toBeUndefined();
    },
  );

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc
            .array(
              fc.constantFrom(
                'SELECT',
                'FROM',
                '(',
                ')',
                "'",
                '"',
                '`',
                'a',
                '1',
                ',',
                'UNION',
                'WITH',
                '$x',
                'constructor',
                '__proto__',
                '\u0000',
                '\ud800',
                '--',
              ),
              { maxLength: 30 },
            )
            .map(parts => parts.join(' ')),
        ),
        sql => {
          expect(() => readSqlFrame(sql)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('stemsOfName', () => {
  it.each([
    ['userNames', ['user', 'name']],
    ['t2_plays_2020', ['t', 'play']],
    ['', []],
  ])('%s', (name, stems) => {
    expect(stemsOfName(name)).toEqual(stems);
  });
});
