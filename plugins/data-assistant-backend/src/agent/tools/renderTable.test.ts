import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';
import fc from 'fast-check';
import { renderTable } from './renderTable';

const cell = fc.oneof(
  fc.constantFrom<CellValue>(
    null,
    true,
    1.5,
    '|',
    '\\|',
    '"',
    '\n---|---\n',
    '\u202e\u0007',
    '``` </tool>',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.double({ noNaN: true }),
);

describe('renderTable', () => {
  it('says how many rows and columns there are, and how many are shown', () => {
    const columns = Array.from({ length: 60 }, (_, n) => ({
      name: `c${n}`,
      type: 'integer' as const,
    }));
    const rows = Array.from({ length: 80 }, () => columns.map((_, n) => n));
    const [counts, , header, rule, ...lines] = renderTable({
      columns,
      rows,
      truncated: true,
    }).split('\n');
    expect(counts).toBe(
      'The result has 60 columns and more rows than the limit of 80; only the first 50 rows are shown; only the first 40 columns are shown.',
    );
    expect(header).toMatch(/^\| c0 \(integer\) \|.*\| c39 \(integer\) \|$/);
    expect(rule).toBe(`|${' --- |'.repeat(40)}`);
    expect(lines).toHaveLength(50);
  });

  it('names the columns where there are no rows', () => {
    expect(
      renderTable({
        columns: [
          { name: 'n', type: 'integer' },
          { name: 'a | b\n', type: 'date' },
        ],
        rows: [],
        truncated: false,
      }),
    ).toBe(
      'The result has 0 rows and 2 columns.\nColumns: n (integer), "a \\u007c b" (date)',
    );
  });

  it('shortens cells, and shows fewer rows when they are wide', () => {
    const text = renderTable({
      columns: Array.from({ length: 20 }, (_, n) => ({
        name: `c${n}`,
        type: 'string' as const,
      })),
      rows: Array.from({ length: 40 }, () => Array(20).fill('x'.repeat(900))),
      truncated: false,
    });
    expect(text).toContain('only the first 3 rows are shown.');
    expect(text).toContain(` "${'x'.repeat(199)}…" |`);
    expect(text.length).toBeLessThan(15_000);
  });

  it('keeps every cell in its place, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        rows => {
          const lines = renderTable({
            columns: [
              { name: 'a', type: 'string' },
              { name: 'b', type: 'string' },
            ],
            rows,
            truncated: false,
          }).split('\n');
          expect(lines).toHaveLength(rows.length + 4);
          for (const line of lines.slice(2)) {
            expect(line.split('|')).toHaveLength(4);
            expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          }
        },
      ),
    );
  });
});
