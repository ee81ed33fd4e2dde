import fc from 'fast-check';
import {
  areOpposite,
  isModifier,
  isNearAny,
  NEAR,
  relationOf,
  synonymyOf,
  tellingOf,
} from './WordRelations';

describe('relationOf', () => {
  it('is 1 for the same stem, known or not', () => {
    expect(relationOf('song', 'song')).toBe(1);
    expect(relationOf('qwrtz', 'qwrtz')).toBe(1);
  });

  it.each([
    ['a synonym in its commonest sense', 'car', 'automobile'],
    ['a word of the same root', 'enroll', 'enrollment'],
    ['a longer word that begins so', 'bedroom', 'bedrooms'],
  ])('finds %s near: %s, %s', (_why, a, b) => {
    expect(relationOf(a, b)).toBeGreaterThanOrEqual(NEAR);
    expect(isNearAny(['nothing', a], b)).toBe(true);
  });

  it.each([
    ['city', 'country'],
    ['listener', 'station'],
    ['bed', 'bedroom'],
    ['constructor', 'prototype'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(relationOf(a, b)).toBeLessThan(NEAR);
    expect(isNearAny([a], b)).toBe(false);
  });

  it('weighs a rare sense less than a common one', () => {
    expect(synonymyOf('car', 'automobile')).toBeGreaterThan(0);
    expect(synonymyOf('car', 'gondola')).toBe(0);
    expect(relationOf('car', 'gondola')).toBeLessThan(
      relationOf('car', 'automobile'),
    );
  });

  it('is the same both ways, and within 0 to 1, for any words', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'car',
        'automobile',
        'enroll',
        'enrollment',
        'city',
        'toString',
        '__proto__',
        'constructor',
        'hasOwnProperty',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(word, word, (a, b) => {
        const relation = relationOf(a, b);
        expect(relation).toBe(relationOf(b, a));
        expect(relation).toBeGreaterThanOrEqual(0);
        expect(relation).toBeLessThanOrEqual(1);
        expect(areOpposite(a, b)).toBe(areOpposite(b, a));
        expect(tellingOf(a)).toBeGreaterThanOrEqual(0);
        expect(tellingOf(a)).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('tellingOf', () => {
  it('is the more the rarer a word is, and most for one that English does not know', () => {
    expect(tellingOf('podcast')).toBeGreaterThan(tellingOf('year'));
    expect(tellingOf('qwrtz')).toBe(3);
  });
});

it.each([
  ['arrive', 'leave'],
  ['old', 'young'],
])('areOpposite knows that %s is the contrary of %s', (a, b) => {
  expect(areOpposite(a, b)).toBe(true);
});

it('isModifier tells adjectives from names of things', () => {
  expect(isModifier('new')).toBe(true);
  expect(isModifier('station')).toBe(false);
});
