import fc from 'fast-check';

/** Texts of any kind, and texts of a dialect's words in any order. */
export function anyText(words: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...words.split(' ')))
      .map(parts => parts.join(' ')),
  );
}
