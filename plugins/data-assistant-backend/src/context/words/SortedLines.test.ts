import fc from 'fast-check';
import { SortedLines } from './SortedLines';

const of = (lines: string[]) =>
  new SortedLines(
    Buffer.from(lines.map(line => `${line}\n`).join(''), 'latin1'),
  );

describe('SortedLines', () => {
  const line = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '%', 'é'),
    maxLength: 4,
  });

  it('finds what is there, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(line), line, (all, wanted) => {
        const lines = of([...all].sort());
        expect(lines.has(wanted)).toBe(all.includes(wanted));
        expect([...lines.startingWith(wanted)]).toEqual(
          all.filter(text => text.startsWith(wanted)).sort(),
        );
      }),
    );
  });

  it('does not take a letter that latin-1 lacks for another', () => {
    const lines = of(['area']);
    expect('\u0161'.charCodeAt(0) % 256).toBe('a'.charCodeAt(0));
    expect(lines.has('\u0161rea')).toBe(false);
    expect([...lines.startingWith('\u0161')]).toEqual([]);
  });
});
