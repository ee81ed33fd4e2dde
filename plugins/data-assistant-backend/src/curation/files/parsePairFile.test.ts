import { ContextProblem } from '@cairn/backstage-plugin-data-assistant-common';
import fc from 'fast-check';
import { parseDocFile } from './parseDocFile';
import { parsePairFile } from './parsePairFile';

const parse = (content: string | Uint8Array, path = 'pairs/listeners.sql') =>
  parsePairFile({
    path,
    content:
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
  });

/** `line: reason` of every problem. */
function problemsOf(content: string | Uint8Array, path?: string): string[] {
  const parsed = parse(content, path);
  return parsed.ok
    ? []
    : parsed.problems.map(({ line, reason }) => `${line}: ${reason}`);
}

const withHeader = (header: string, sql = 'SELECT 1 AS one') =>
  `/*\n${header}\n*/\n${sql}\n`;

describe('parsePairFile', () => {
  it('reads the pair of the documentation', () => {
    expect(
      parse(`/*
question: How many people listened to podcasts in Sweden last week?
phrasings:
  - podcast listeners in Sweden last week
parameters:
  country: { type: value, column: podcasts.streams.country, absent: all countries }
  period: { type: dateRange, default: last week }
  top: { type: topN, default: 10, max: 50 }
answer: '{{listeners}} people listened to podcasts in {{country}}, {{period}}.'
author: Ines.Moreau
*/
SELECT count(DISTINCT user_id) AS listeners -- not $this
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country) AND note <> 'costs $5; $x'
LIMIT $top;
-- the end
`),
    ).toEqual({
      ok: true,
      value: {
        name: 'listeners',
        path: 'pairs/listeners.sql',
        question: 'How many people listened to podcasts in Sweden last week?',
        phrasings: ['podcast listeners in Sweden last week'],
        parameters: [
          {
            name: 'country',
            type: 'value',
            column: 'podcasts.streams.country',
            absent: 'all countries',
          },
          { name: 'period', type: 'dateRange', default: 'last week' },
          { name: 'top', type: 'topN', default: '10', max: 50 },
        ],
        answer:
          '{{listeners}} people listened to podcasts in {{country}}, {{period}}.',
        author: 'user:default/ines.moreau',
        sql: `SELECT count(DISTINCT user_id) AS listeners -- not $this
FROM podcasts.streams
WHERE day BETWEEN $period_from AND $period_to
  AND ($country IS NULL OR country = $country) AND note <> 'costs $5; $x'
LIMIT $top`,
      },
    });
  });

  it('reads the same from a file with a byte order mark and Windows line ends', () => {
    const text = withHeader('question: How many?', 'SELECT 1\nAS one');
    expect(parse(`\uFEFF${text.replace(/\n/g, '\r\n')}`)).toEqual(parse(text));
  });

  it.each([
    ['', '1: The file is empty; remove it or write a pair'],
    [
      '\nSELECT 1',
      '2: The file must begin with a block comment (/* … */) that holds the question',
    ],
    [
      '/* question: x',
      '1: The comment with the header is not closed; end it with */',
    ],
    [withHeader('phrasings: [a]'), "2: 'question' is missing; add it"],
    [
      withHeader('question:'),
      "2: 'question' is empty; write it out or remove the key",
    ],
    [
      withHeader('question: x\nphrasing: [a]'),
      "3: The key 'phrasing' is not known; did you mean 'phrasings'?",
    ],
    [
      withHeader('question: x\nowner: a'),
      "3: The key 'owner' is not known; known here are question, phrasings, parameters, answer, author",
    ],
    [
      withHeader('question: x\nphrasings: a'),
      "3: 'phrasings' must be a list, but is a text",
    ],
    [
      withHeader('question: x\nphrasings:\n  - a\n  - A'),
      "5: 'phrasings.2' is here twice ('A'); keep one",
    ],
    [
      withHeader('question: x\nquestion: y'),
      "3: The key 'question' is here twice; keep one",
    ],
    [
      withHeader('question: x\n__proto__: { a: b }'),
      "3: '__proto__' is no key that is known here; remove it",
    ],
    [
      withHeader('question: &a x\nanswer: *a'),
      "3: Aliases such as '*a' are not read; write the value out, or put a text that begins with * in quotes",
    ],
    [
      withHeader('question: "a\\0b"'),
      '2: This text has a NUL or half of a character in it',
    ],
    [
      withHeader('question: x\nauthor: a:b:c/d'),
      "3: 'author' must be an entity ref such as user:default/ines.moreau",
    ],
    [
      withHeader('question: x', '-- later'),
      '3: There is no SQL after the header; write the SELECT that answers the question',
    ],
    [
      withHeader('question: x', ';'),
      '3: There is no SQL after the header; write the SELECT that answers the question',
    ],
    [
      withHeader('question: x', "SELECT 1,\n  'a"),
      '5: The string that begins here is not closed',
    ],
    [
      withHeader('question: x', 'SELECT 1\n/* a /* b */'),
      '5: The comment that begins here is not closed',
    ],
    [
      withHeader('question: x', 'SELECT 1;\nSELECT 2'),
      '4: A pair has one statement; remove the others',
    ],
    [
      withHeader('question: x', 'SELECT $1'),
      "4: $1 has no name; write it as $name and declare it under 'parameters'",
    ],
  ])('says what is wrong with %j', (content, problem) => {
    expect(problemsOf(content)).toEqual([problem]);
  });

  const parameters = (yaml: string, sql = 'SELECT $day') =>
    withHeader(`question: x\nparameters:\n${yaml}`, sql);

  it.each([
    [
      parameters('  day: { type: date }', 'SELECT $day,\n $dya'),
      ['7: $dya is not declared; did you mean $day?'],
    ],
    [
      parameters('  day: { type: date }', 'SELECT $day, $country'),
      ["6: $country is not declared; declare 'country' under 'parameters'"],
    ],
    [
      parameters('  day: { type: dateRange }'),
      [
        "6: $day is not declared; 'day' is a date range; write $day_from and $day_to",
        "4: The parameter 'day' is declared, but $day_from is not in the SQL; use it there or remove the parameter",
        "4: The parameter 'day' is declared, but $day_to is not in the SQL; use it there or remove the parameter",
      ],
    ],
    [
      parameters(
        '  day: { type: date }\n  top: { type: topN }',
        'SELECT $day, \'$top\', "$top", `$top`, $$ $top $$, a$top /* $top */',
      ),
      [
        "5: The parameter 'top' is declared, but $top is not in the SQL; use it there or remove the parameter",
      ],
    ],
    [
      parameters(
        '  day: { type: dateRange }\n  day_to: { type: date }',
        'SELECT $day_from, $day_to',
      ),
      ["5: 'day_to' and 'day' both are $day_to in the SQL; rename one"],
    ],
    [
      parameters('  day: { type: dates }'),
      [
        "4: 'parameters.day.type' must be one of value, date, dateRange, number, topN, but is 'dates'",
      ],
    ],
    [
      parameters('  day: date'),
      ["4: 'parameters.day' must be a map of keys and values, but is a text"],
    ],
    [
      parameters('  Day: { type: date }', 'SELECT $Day'),
      [
        "4: 'parameters.Day' is no name for a parameter; use lower case letters, digits and _, beginning with a letter",
      ],
    ],
    [
      parameters('  day: { type: value }'),
      [
        "4: 'parameters.day.column' is missing; a parameter of type value needs the column (schema.table.column) that its values come from",
      ],
    ],
    [
      parameters('  day: { type: value, column: country }'),
      ["4: 'parameters.day.column' must have the form schema.table.column"],
    ],
    [
      parameters('  day:\n    type: number\n    default: ten'),
      ["6: 'parameters.day.default' must be a number, but is 'ten'"],
    ],
    [
      parameters('  day: { type: topN, default: 2,000 }'),
      [
        "4: The key '000' is not known; known here are type, column, default, absent, min, max, description, grain",
      ],
    ],
    [
      parameters('  day: { type: topN, default: "2,000" }'),
      ["4: 'parameters.day.default' must be within 1 and 1000, but is '2,000'"],
    ],
    [
      parameters('  day: { type: number, min: 5, max: few }'),
      ["4: 'parameters.day.max' must be a number, but is 'few'"],
    ],
    [
      parameters('  day: { type: number, min: 5, max: 3 }'),
      ["4: 'parameters.day.min' must not be greater than max, which is 3"],
    ],
    [
      parameters(
        '  day: { type: date, default: today, absent: any day, min: 1 }',
      ),
      [
        "4: 'parameters.day.min' is for parameters of type number and topN only; remove it",
        "4: 'parameters.day.absent' cannot stand beside 'default'; keep one of them",
      ],
    ],
  ])('checks parameters: %j', (content, problems) => {
    expect(problemsOf(content)).toEqual(problems);
  });

  it('says where a text must be quoted', () => {
    const [line, ...reason] = problemsOf(
      withHeader('question: x\nanswer: {{n}} people'),
    )[0].split(': ');
    expect(line).toBe('3');
    expect(reason.join(': ')).toMatch(/quotes/);
  });

  it('refuses bytes that are no text', () => {
    expect(
      problemsOf(
        new Uint8Array([
          ...new TextEncoder().encode('/*\nquestion: '),
          0xe9,
          0x0a,
        ]),
      ),
    ).toEqual(['2: The file is not UTF-8 here; save it in that encoding']);
    expect(problemsOf('/*\nquestion: a\0b\n*/')).toEqual([
      '2: There is a NUL character here; the file must be plain text',
    ]);
    expect(problemsOf(new Uint8Array(256 * 1024 + 1))).toEqual([
      'undefined: The file has 262145 bytes; at most 262144 are read. Split it',
    ]);
    expect(problemsOf('x', 'pairs/Top Ten.sql')).toEqual([
      'undefined: The file name may have lower case letters, digits and hyphens only, at most 128; rename the file',
    ]);
  });

  it.each(['[', '{', '- ', '? ', '{a: ', '"', '&a [*a, ', '!!x '])(
    'survives a header of nothing but %j',
    filler => {
      const header = filler.repeat(Math.floor(60_000 / filler.length));
      expect(problemsOf(withHeader(header)).length).toBeGreaterThan(0);
    },
  );

  it('never throws, whatever the bytes', () => {
    const wellFormed = ({ file, line, reason }: ContextProblem) =>
      /^(pairs\/a\.sql|docs\/a\.md)$/.test(file) &&
      (line === undefined || line >= 1) &&
      reason !== '';
    const grammar = fc
      .array(
        fc.constantFrom(
          ...[
            '/*',
            '*/',
            '\n',
            'question',
            ': ',
            '- ',
            '{',
            '}',
            '[',
            ']',
            '"',
            "'",
            '$a',
            '$$',
            '--',
            ';',
          ],
          ...[
            'parameters',
            'type',
            'value',
            '__proto__',
            '&a',
            '*a',
            '!!',
            '<<',
            '? ',
            '|',
            '---',
            '\0',
            '\t',
            '  ',
          ],
        ),
        { maxLength: 60 },
      )
      .map(parts => new TextEncoder().encode(parts.join('')));
    const wrapped = grammar.map(bytes =>
      new TextEncoder().encode(withHeader(new TextDecoder().decode(bytes))),
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 400 }), grammar, wrapped),
        content => {
          const problems = [
            parsePairFile({ path: 'pairs/a.sql', content }),
            parseDocFile({ path: 'docs/a.md', content }),
          ].map(parsed =>
            parsed.ok ? ['fits'] : parsed.problems.map(wellFormed),
          );
          expect(problems.flat()).not.toContain(false);
          expect(problems).not.toContainEqual([]);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
