declare module 'wink-lemmatizer' {
  /** Each takes a lower-case word and returns its lemma as that part of speech, or the word itself. */
  const lemmatizer: {
    noun(word: string): string;
    verb(word: string): string;
    adjective(word: string): string;
  };
  export default lemmatizer;
}

declare module 'an-array-of-english-words' {
  /** Lower-case English words with their inflections. */
  const words: string[];
  export default words;
}
