import englishWords from 'an-array-of-english-words';

const known = new Set(englishWords);

/** True for words of plain English, in lower case, inflected ones too. */
export function isEnglishWord(word: string): boolean {
  return known.has(word);
}
