import { contentTerms, identifierTerms, readTerms } from './contentTerms';
import { splitCompound } from './splitCompound';
import { splitIdentifier } from './splitIdentifier';

describe('splitIdentifier', () => {
  it.each([
    ['order_total', 'order total'],
    ['avgHouseValue', 'avg House Value'],
    ['HTTPStatusCode', 'HTTP Status Code'],
    ['population2020', 'population 2020'],
    ['1st_quarter', '1 st quarter'],
    ['main.user$events', 'main user events'],
    ['', ''],
  ])('reads %p as %p', (name, words) => {
    expect(splitIdentifier(name)).toBe(words);
  });
});

describe('splitCompound', () => {
  it.each([
    ['dayname', ['day', 'name']],
    ['zipcode', ['zip', 'code']],
    ['pagecount', ['page', 'count']],
    // Words of English stay whole.
    ['football', []],
    ['shortie', []],
    ['xqzwvkpt', []],
    ['day_name', []],
    ['day2name', []],
    ['constructor', []],
    ['a'.repeat(100_000), []],
  ])('cuts %p into %p', (word, parts) => {
    expect(splitCompound(word)).toEqual(parts);
  });
});

describe('contentTerms', () => {
  it('conflates the forms of a word and leaves out what only joins words', () => {
    expect(contentTerms('How many of the customers were ordering?')).toEqual(
      contentTerms('many customer orders'),
    );
    expect(contentTerms('the of and')).toEqual([]);
  });

  it('reads names as texts of the same words', () => {
    expect(identifierTerms('CustomerOrders')).toEqual(
      contentTerms('customer order'),
    );
    expect(identifierTerms('order_dayname')).toEqual(
      expect.arrayContaining(contentTerms('order day name')),
    );
  });

  it('says where each word stands', () => {
    expect(readTerms('the Big café')).toEqual([
      { term: 'big', text: 'Big', start: 4 },
      { term: 'cafe', text: 'café', start: 8 },
    ]);
  });

  it('leaves out runs of letters that are no words', () => {
    expect(contentTerms('x'.repeat(61))).toEqual([]);
  });
});
