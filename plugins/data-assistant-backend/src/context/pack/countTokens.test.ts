import fc from 'fast-check';
import { Tiktoken } from 'js-tiktoken/lite';
import cl100k from 'js-tiktoken/ranks/cl100k_base';
import { countTokens } from './countTokens';

describe('countTokens', () => {
  const encoder = new Tiktoken(cl100k);
  const exact = (text: string) => encoder.encode(text, [], []).length;

  it.each([
    '',
    'How many listeners did we have?',
    "SELECT count(*) FROM podcasts.streams WHERE country = 'SE' AND day >= '2026-11-01'\n",
    '- streams(user_id, avgHouseValue2020, day date, +12)\n\n## Details',
    'Hur många lyssnade på poddar? 日本語 😀 <|endoftext|>',
  ])('counts as the encoding does: %s', text => {
    expect(countTokens(text)).toBe(exact(text));
  });

  it('counts any text as the encoding does, but for words of great length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        expect(countTokens(text)).toBe(exact(text));
      }),
    );
  });

  it('counts a word of a million letters', () => {
    const count = countTokens('a'.repeat(1_000_000));
    expect(count).toBeGreaterThan(100_000);
    expect(count).toBeLessThan(1_000_000);
  });
});
