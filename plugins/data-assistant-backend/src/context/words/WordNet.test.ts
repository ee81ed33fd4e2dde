import { WordNet } from './WordNet';

describe('WordNet', () => {
  const wordNet = WordNet.shared();

  it('knows words of the same meaning, the commonest sense first', () => {
    const { synonyms } = wordNet.relationsOf('country');
    expect(synonyms.get('nation')).toBe(1);
    expect(synonyms.get('area')).toBeLessThan(1);
    expect(wordNet.relationsOf('movie').synonyms.has('film')).toBe(true);
  });

  it('knows words of the same root', () => {
    expect(wordNet.relationsOf('enroll').derived).toContain('enrollment');
    expect(wordNet.relationsOf('enrollment').derived).toContain('enroll');
    expect(wordNet.relationsOf('national').derived).toContain('nation');
  });

  it.each([
    ['physician', 'medical_practitioner'],
    ['beverage', 'alcohol'],
    ['huge', 'large'],
  ])('knows that %s is near %s in meaning', (word, near) => {
    expect(wordNet.relationsOf(word).near.has(near)).toBe(true);
  });

  it('knows opposites', () => {
    expect(wordNet.relationsOf('arrive').antonyms).toContain('leave');
    expect(wordNet.relationsOf('old').antonyms).toContain('young');
  });

  it('tells common words from rare ones', () => {
    const frequency = (word: string) => wordNet.relationsOf(word).frequency;
    expect(frequency('name')).toBeGreaterThan(frequency('hangar'));
    expect(frequency('hangar')).toBeGreaterThanOrEqual(0);
  });

  it('finds the first and the last word of its files', () => {
    expect(wordNet.relationsOf("'hood").parts).toContain('noun');
    expect(wordNet.relationsOf('zymurgy').parts).toContain('noun');
    expect(wordNet.relationsOf('zygotic').parts).toContain('adj');
  });

  it.each(['', 'zzyzx', 'constructor of', '__proto__', '%', 'a\0b', '日本'])(
    'knows nothing of %p',
    word => {
      const { parts, synonyms, frequency } = wordNet.relationsOf(word);
      expect([parts.size, synonyms.size, frequency]).toEqual([0, 0, 0]);
    },
  );
});
