const SMALL = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const VALUES = new Map([
  ...SMALL.map((word, index) => [word, index] as const),
  ...TENS.map((word, index) => [word, 10 * (index + 2)] as const),
]);
const FACTORS = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['crore', 1e7],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
/** From here on a factor says how precise the number is, as the `million` of `5 million` does. */
const LEAST_SCALE = 1_000;

const oneOf = (words: Iterable<string>) => `(?:${[...words].join('|')})`;
const WORD = oneOf([...VALUES.keys(), ...FACTORS.keys()]);
const RUN = new RegExp(
  [
    '(?<![\\p{L}\\p{N}-])',
    `(?:an?[ -]${oneOf(FACTORS.keys())}|${oneOf(VALUES.keys())})`,
    `(?:(?:\\s+|-|\\s+and\\s+)${WORD})*`,
    '(?![\\p{L}]|-\\p{L})',
  ].join(''),
  'giu',
);

/** A number that stands in English words. */
export interface WordNumber {
  written: string;
  /** Without its scale: 5 of `five million`. */
  value: number;
  scale: number;
}

function readRun(written: string): WordNumber {
  const words = written
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(word => !['a', 'an', 'and'].includes(word));
  let scale = 1;
  while ((FACTORS.get(words[words.length - 1]) ?? 0) >= LEAST_SCALE) {
    scale *= FACTORS.get(words.pop()!)!;
  }
  let total = 0;
  let group = 0;
  for (const word of words) {
    const factor = FACTORS.get(word);
    if (factor === undefined) {
      group += VALUES.get(word)!;
    } else if (factor < LEAST_SCALE) {
      group = (group || 1) * factor;
    } else {
      total += (group || 1) * factor;
      group = 0;
    }
  }
  const value = total + group;
  return { written, value: words.length === 0 ? 1 : value, scale };
}

/** The numbers that English words say, in order; `one` alone is mostly none. */
export function readNumberWords(text: string): WordNumber[] {
  return [...text.matchAll(RUN)]
    .map(([run]) => readRun(run))
    .filter(({ written }) => !/^(?:one|zero)$/i.test(written));
}

/** What is said in words may be written in digits, and the other way round. */
export function withDigits(text: string): string {
  return text.replace(RUN, run => {
    const { value, scale } = readRun(run);
    return String(value * scale);
  });
}
