import fc from 'fast-check';
import { foldName, joinName, splitEngineName, splitName } from './tableName';

describe('joinName and splitName', () => {
  it('are each the other way about, whatever is in the parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), {
          minLength: 1,
          maxLength: 3,
        }),
        parts => {
          expect(splitName(joinName(parts))).toEqual(parts);
        },
      ),
    );
  });

  it('keep names apart that look the same', () => {
    expect(joinName(['a.b'])).toBe('"a.b"');
    expect(joinName(['a', 'b'])).toBe('a.b');
    expect(joinName(['"a', 'b"'])).toBe('"""a"."b"""');
  });
});

describe('splitEngineName', () => {
  it.each([
    ['sales.orders AS o', ['sales', 'orders']],
    ['wh.sales."a.b" AS "x.y"(c, d)', ['wh', 'sales', 'a.b']],
    ['"T 1" AS t', ['T 1']],
    ['orders TABLESAMPLE System(10.0 PERCENT)', ['orders']],
  ])('read %s as the engine means it', (text, parts) => {
    expect(splitEngineName(text)).toEqual(parts);
  });
});

describe('foldName', () => {
  it('changes ASCII alone', () => {
    expect(foldName('AbC\u212a\u00c4\u0130')).toBe('abc\u212a\u00c4\u0130');
  });
});
