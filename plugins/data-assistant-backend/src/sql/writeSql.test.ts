import { writeSql } from './writeSql';

describe('writeSql', () => {
  it('writes each value as a literal of its type', () => {
    expect(
      writeSql('SELECT $a, $b, $c, $d, $e, $a_b', {
        a: { type: 'string', value: "it's" },
        a_b: { type: 'string', value: null },
        b: { type: 'integer', value: 5 },
        c: { type: 'date', value: '2026-11-09' },
        d: { type: 'boolean', value: false },
        e: { type: 'number', value: -1.5 },
      }),
    ).toBe("SELECT 'it''s', 5, DATE '2026-11-09', FALSE, -1.5, NULL");
  });

  it('leaves alone what is no parameter', () => {
    const sql = `SELECT '$a', "$a" /* $a */, $b -- $a`;
    expect(writeSql(sql, { a: { type: 'integer', value: 1 } })).toBe(sql);
  });
});
