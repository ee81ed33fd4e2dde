import { SaidNumber } from './readNumbers';
import { readRoughness } from './readRoughness';

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
    `(?:(?:half[ -])?an?[ -]${oneOf(FACTORS.keys())}|${oneOf(VALUES.keys())})`,
    `(?:(?:\\s+|-|\\s+and\\s+)${WORD})*`,
    '(?![\\p{L}]|-\\p{L})',
  ].join(''),
  'giu',
);

const PERCENT = /^[ -](?:%|percent(?:age)?\b|per cent\b|pct\b|pp\b)/i;

interface Run {
  /** Without its scale: 5 of `five million`. */
  value: number;
  scale: number;
}

function readRun(written: string): Run {
  const words = written
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(word => !['half', 'a', 'an', 'and'].includes(word));
  const part = /^half/i.test(written) ? 0.5 : 1;
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
  return { value: part * (words.length === 0 ? 1 : total + group), scale };
}

/** The numbers that English words say, in order; `one` alone is mostly none. */
export function readNumberWords(text: string): SaidNumber[] {
  return [...text.matchAll(RUN)]
    .map(match => {
      const [run] = match;
      const end = match.index + run.length;
      const percent = PERCENT.exec(text.slice(end, end + 12))?.[0] ?? '';
      const { value, scale } = readRun(run);
      return {
        written: run + percent,
        value,
        decimals: Number.isInteger(value) ? 0 : 1,
        scales: [scale],
        isPercent: percent !== '',
        isNegative: false,
        roughness: readRoughness(text, { start: match.index, end }),
      };
    })
    .filter(({ written }) => !/^one$/i.test(written));
}

/** What is said in words may be written in digits, and the other way round. */
export function withDigits(text: string): string {
  return text.replace(RUN, run => {
    const { value, scale } = readRun(run);
    return String(value * scale);
  });
}
