import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { lexSql, replaceAt } from './lexSql';

const words = (sql: string) => lexSql(sql).map(({ text }) => text);

describe('lexSql', () => {
  it('leaves out comments and hides strings and quoted names', () => {
    expect(
      words(
        `select 'a '' -- b', "c "" d", E'\\' e', $$ f $$, $x$ g $$ $x$, $name -- h
         /* i */ from t1(2)`,
      ),
    ).toEqual(
      'SELECT , , , , , $NAME FROM T1 ( 2 )'
        .split(' ')
        .flatMap(text => (text === ',' ? ['', ','] : text)),
    );
  });

  it('counts parentheses', () => {
    expect(
      lexSql('a (b (c)) d').map(({ text, depth }) => text + depth),
    ).toEqual(['A0', '(0', 'B1', '(1', 'C2', ')1', ')0', 'D0']);
  });

  it('finds no word in a text that the engine takes for one literal', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.constantFrom(
            "'",
            '"',
            '\\',
            '-',
            '/',
            '*',
            '$',
            'a',
            '\n',
            ' ',
          ),
        }),
        async text => {
          const sql = `SELECT '${text.replaceAll(
            "'",
            "''",
          )}' AS "${text.replaceAll('"', '""')}x"`;
          expect(words(sql)).toEqual(['SELECT', '', 'AS', '']);
          const reader = await connection.runAndReadAll(sql);
          expect(reader.getRows()).toEqual([[text]]);
        },
      ),
    );
    connection.closeSync();
    instance.closeSync();
  });
});

describe('replaceAt', () => {
  it('takes offsets of the original, in any order', () => {
    expect(
      replaceAt('abcdef', [
        { start: 1, end: 2, text: '--' },
        { start: 6, end: 6, text: '!' },
        { start: 3, end: 5, text: '' },
      ]),
    ).toBe('a--cf!');
  });
});
