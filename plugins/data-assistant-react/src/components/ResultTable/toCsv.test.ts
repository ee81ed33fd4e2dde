import { ResultColumn } from '@cairn/backstage-plugin-data-assistant-common';
import { toCsv } from './toCsv';

const text = (name: string): ResultColumn => ({ name, type: 'string' });

describe('toCsv', () => {
  it('defuses every cell and column name that a spreadsheet could run as a formula', () => {
    const formulas = [
      '=1+1',
      '+1',
      '-1+1',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '\n=x',
      '=HYPERLINK("https://evil.example")\n.',
      '＝1',
    ];
    const lines = toCsv(
      [text('=name'), text('b')],
      formulas.map(formula => [formula, 'plain']),
    );
    expect(lines).toBe(
      [
        '\uFEFF"\'=name",b',
        '"\'=1+1",plain',
        '"\'+1",plain',
        '"\'-1+1",plain',
        '"\'@SUM(A1)",plain',
        '"\'\tx",plain',
        '"\'\rx",plain',
        '"\'\n=x",plain',
        '"\'=HYPERLINK(""https://evil.example"")\n.",plain',
        '"\'＝1",plain',
      ].join('\r\n'),
    );
  });

  it('keeps negative numbers numbers, decimals and long integers exact, and missing values empty', () => {
    expect(
      toCsv(
        [
          { name: 'n', type: 'number' },
          { name: 'i', type: 'integer' },
          { name: 'b', type: 'boolean' },
          { name: 'd', type: 'date' },
        ],
        [
          [-1.5, '-9007199254740993', true, '2026-11-19'],
          ['-0.1000000000000000001', -3, false, null],
        ],
      ),
    ).toBe(
      '\uFEFFn,i,b,d\r\n-1.5,-9007199254740993,true,2026-11-19\r\n-0.1000000000000000001,-3,false,',
    );
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(toCsv([text('a')], [['x, "y"\nz']])).toBe(
      '\uFEFFa\r\n"x, ""y""\nz"',
    );
  });
});
