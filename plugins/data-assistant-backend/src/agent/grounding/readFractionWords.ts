import { Roughness, readRoughness } from './readRoughness';

const NUMERATORS = 'a|one|two|three|four|five|six|seven|eight|nine'.split('|');
const DENOMINATORS =
  'half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth'.split('|');
const TIMES = new Map([
  ['halved', 1 / 2],
  ['halving', 1 / 2],
  ['twice', 2],
  ['double', 2],
  ['doubled', 2],
  ['doubling', 2],
  ['triple', 3],
  ['tripled', 3],
  ['tripling', 3],
  ['trebled', 3],
  ['quadrupled', 4],
]);
const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December';
/** A time, or the growth or fall that quarters may have. */
const NOT_OF_TIME = `(?!\\s+(?:of\\s+)?(?:(?:the|this|last|next|a|an|each|every|that)\\s+)?(?:year|quarter|month|week|day|night|hour|minute|century|decade|time|growth|decline|decrease|increase|losses|(?:19|20)\\d{2}|${MONTHS})\\b)`;
const PLURAL = '(?:two|three|four|five|six|seven|eight|nine)';
const PART = '(?:third|fifth|sixth|seventh|eighth|ninth|tenth)';
const FORMS = [
  // The half of something, but not of a year, nor the first.
  `(?<!\\b(?:first|second|last|latter|former|other|next|previous|each|either|both|this|that|and a)\\s)(?:one[ -])?half${NOT_OF_TIME}(?=\\s+(?:of|the|its|their|our|these|those|all|as|are|were|is|was)\\b)`,
  `(?:a|one)[ -](?:${PART}|quarter)(?=\\s+of\\b)${NOT_OF_TIME}`,
  `${PLURAL}[ -]${PART}s(?!\\p{L})`,
  // Not the three quarters that a year has had.
  `(?<!\\b(?:the|these|those|last|past|previous|next|first|all|both|for|in)\\s)${PLURAL}[ -]quarters(?=\\s+(?:of|are|were|is|was)\\b)${NOT_OF_TIME}`,
  '(?:halved|halving|doubled|doubling|tripled|tripling|trebled|quadrupled)(?![\\p{L}-])',
  '(?:twice|double|triple)(?=\\s+(?:as|the|its|their|that)\\b)',
];
const FRACTION = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${FORMS.join('|')})`,
  'giu',
);

/** A part or a multiple that stands in English words. */
export interface SaidFraction {
  written: string;
  start: number;
  /** 0.5 of `half of them`, 2 of `doubled`. */
  ratio: number;
  roughness?: Roughness;
}

function ratioOf(written: string): number {
  const words = written.toLowerCase().split(/[ -]/);
  const last = words[words.length - 1];
  const count =
    words.length > 1 ? Math.max(1, NUMERATORS.indexOf(words[0])) : 1;
  const parts = DENOMINATORS.indexOf(last.replace(/s$/, '')) + 2;
  return TIMES.get(last) ?? count / parts;
}

/**
 * What a text claims in English words to be a part or a multiple of an amount: `half of the streams`, `two thirds`,
 * `doubled`, `twice as many`. Not `half a year`, the `first half`, `three quarters of growth`.
 */
export const readFractionWords = (text: string): SaidFraction[] =>
  [...text.matchAll(FRACTION)].map(match => ({
    written: match[0],
    start: match.index,
    ratio: ratioOf(match[0]),
    roughness: readRoughness(text, {
      start: match.index,
      end: match.index + match[0].length,
    }),
  }));

/** A text with spaces for these, so that their words are not read as numbers of their own. */
export const withoutFractions = (
  text: string,
  fractions: readonly SaidFraction[],
): string =>
  fractions.reduce(
    (rest, { start, written }) =>
      rest.slice(0, start) +
      ' '.repeat(written.length) +
      rest.slice(start + written.length),
    text,
  );
