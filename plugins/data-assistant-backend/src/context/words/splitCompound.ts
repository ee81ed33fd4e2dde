import { isEnglishWord } from './englishWords';

const SHORTEST = 7;
const LONGEST = 40;
const SHORTEST_PART = 3;

/**
 * The two words that a name such as `dayname` or `zipcode` runs together; none for words of English. Of
 * several ways to cut it, the one whose shorter part is longest: `page`+`count`, not `pageco`+`unt`.
 */
export function splitCompound(word: string): string[] {
  if (
    word.length < SHORTEST ||
    word.length > LONGEST ||
    /\P{L}/u.test(word) ||
    isEnglishWord(word)
  ) {
    return [];
  }
  const middle = Math.floor(word.length / 2);
  for (let part = middle; part >= SHORTEST_PART; part--) {
    for (const at of [part, word.length - part]) {
      const [first, second] = [word.slice(0, at), word.slice(at)];
      if (isEnglishWord(first) && isEnglishWord(second)) {
        return [first, second];
      }
    }
  }
  return [];
}
