/** Whole numbers that people write as words in questions. */
export const NUMBER_WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
};

/** A whole number in digits or as a word; NaN for anything else. */
export function readCount(word: string): number {
  return (
    NUMBER_WORDS[word.toLowerCase()] ??
    (/^\d+$/.test(word) ? Number(word) : NaN)
  );
}
