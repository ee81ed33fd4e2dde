/** Words that mean the same to the model of the tests. */
const SYNONYMS = [
  ['revenue', 'turnover', 'takings', 'earnings'],
  ['listener', 'listeners', 'audience', 'ears'],
  ['podcast', 'podcasts', 'show', 'shows'],
];

const FILLERS = new Set(
  'a an and are at did do does how in is last many much of on the was we were what with'.split(
    ' ',
  ),
);

const CONCEPTS = new Map(
  SYNONYMS.flatMap(words => words.map(word => [word, words[0]] as const)),
);

function hash(word: string): number {
  let value = 7;
  for (const char of word) {
    value = (Math.imul(value, 31) + char.charCodeAt(0)) >>> 0;
  }
  return value;
}

/** A bag of concepts: texts are near when they have concepts in common, whatever words say them. */
export function meaningOf(text: string, dimensions = 128): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  vector[0] = 0.01;
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    if (!FILLERS.has(word)) {
      vector[1 + (hash(CONCEPTS.get(word) ?? word) % (dimensions - 1))] += 1;
    }
  }
  return vector;
}
