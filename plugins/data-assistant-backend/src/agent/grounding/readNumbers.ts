import { freeGluedNumbers } from './freeGluedNumbers';
import { looksEnglish } from './looksEnglish';
import { maskPlainNumbers } from './maskPlainNumbers';
import { NUMERAL, readNumeral, splitNumeral } from './readNumeral';
import { Roughness, readRoughness } from './readRoughness';

/** A number as a text says it. */
export interface SaidNumber {
  /** With its scale or percent sign, as it is written. */
  written: string;
  /** Without its scale: 1.2 of `1.2M`. */
  value: number;
  /** Digits after the point. */
  decimals: number;
  /** What it may be multiplied by: a million or 1 for `30m`, which may be a unit too. */
  scales: number[];
  isPercent: boolean;
  /** A minus sign stands before it. */
  isNegative: boolean;
  /** Unless it is meant as it is written. */
  roughness?: Roughness;
  /** Other ways to read it: as another number, or as several beside one another. */
  otherwise?: SaidNumber[][];
}

interface TextToRead {
  text: string;
  /** With spaces for what is no figure. */
  masked: string;
  isEnglish: boolean;
}

/** In English, German, French and Swedish; in the plural, too. */
const SCALES = new Map(
  Object.entries({
    hundred: 1e2,
    k: 1e3,
    'thousand|tausend|tsd|mille|tusen': 1e3,
    lakh: 1e5,
    'm|mn|mio|million|millionen|miljon|miljoner': 1e6,
    crore: 1e7,
    'b|bn|billion|mrd|milliarde|milliarden|milliard|miljard|miljarder': 1e9,
    't|tn|trillion': 1e12,
  }).flatMap(([words, scale]) =>
    words.split('|').map(word => [word, scale] as const),
  ),
);
const SCALE_WORDS = [...SCALES.keys()]
  .filter(word => word.length > 1)
  .map(([first, ...rest]) => `[${first}${first.toUpperCase()}]${rest.join('')}`)
  .join('|');

const SPACE = '[ \\u00a0\\u2009\\u202f]';
const NUMBER = new RegExp(
  [
    '(?<![\\p{L}\\p{N}_])',
    '(?<sign>(?<=^|[\\s(~≈*:])[-−–])?',
    '(?:(?:[A-Z]{2,3})?[$€£¥]\\s?)?',
    `(?<numeral>${NUMERAL})`,
    '(?<exponent>[eE][+-]?\\d{1,3}(?![\\p{L}\\p{N}]))?',
    '(?:\\*{1,2}|_{1,2})?',
    '(?:',
    `(?<percent>${SPACE}?(?:%|percent(?:age)?\\b|per cent\\b|pct\\b|pp\\b|[pP]rozent|procent|pour cent))`,
    '|(?<letter>[kKmMbBtT])(?![\\p{L}\\p{N}_])',
    `|[${'\\s'}-]?(?<word>${SCALE_WORDS})s?(?![\\p{L}\\p{N}_])`,
    ')?',
  ].join(''),
  'gu',
);
/** What follows on a number that is the beginning of an identifier: 3f2a, 30_days. */
const IDENTIFIER_GOES_ON = /^(?:_|\p{L}+[\d_])/u;
const LONGEST_BEGINNING = 3;
/** Minutes, metres, tonnes. */
const UNIT = /^[mt]$/;
/** Full-width forms, which read as digits. */
const toAscii = (text: string) =>
  text.replace(/[\uff10-\uff19]/g, digit =>
    String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30),
  );

function readMatch(
  match: RegExpMatchArray,
  { text, masked, isEnglish }: TextToRead,
): SaidNumber[] {
  const { sign, numeral, exponent, percent, letter, word } = match.groups!;
  const start = match.index!;
  const end = start + match[0].length;
  if (
    numeral.length <= LONGEST_BEGINNING &&
    IDENTIFIER_GOES_ON.test(masked.slice(end, end + 40))
  ) {
    return [];
  }
  const scale = SCALES.get((letter ?? word ?? '').toLowerCase()) ?? 1;
  const base = {
    scales: UNIT.test(letter ?? '') ? [scale, 1] : [scale],
    isPercent: percent !== undefined,
    isNegative: sign !== undefined,
    roughness: readRoughness(masked, {
      start,
      end,
      isNegative: sign !== undefined,
    }),
  };
  const written = text.slice(start, end).replace(/^[\s*_]+|[\s*_]+$/g, '');
  const [first, ...others] = readNumeral(numeral, { isEnglish }).map(
    ({ value, decimals }) => ({
      ...base,
      written,
      value: Number(`${value}${exponent ?? ''}`),
      decimals: Math.max(0, decimals - Number(exponent?.slice(1) ?? 0)),
    }),
  );
  const parts = splitNumeral(numeral).map((part, index, { length }) => ({
    ...base,
    ...readNumeral(part, { isEnglish })[0],
    ...(index < length - 1 ? { scales: [1], isPercent: false } : {}),
    written: part,
  }));
  return [
    {
      ...first,
      otherwise: [
        ...others.map(other => [other]),
        ...(parts.length > 0 ? [parts] : []),
      ],
    },
  ];
}

/** The figures of a text, in order; digits that tell when, where or which are none. */
export function readNumbers(text: string): SaidNumber[] {
  const masked = freeGluedNumbers(maskPlainNumbers(toAscii(text)));
  const toRead = { text, masked, isEnglish: looksEnglish(text) };
  return [...masked.matchAll(NUMBER)].flatMap(match =>
    readMatch(match, toRead),
  );
}

const FOREIGN_DIGITS = /(?![0-9\uff10-\uff19])\p{Nd}+/gu;
/** Circled, raised and Roman ones, fractions; not the raised one of `m²`. */
const FOREIGN_NUMERALS = /(?<!\p{L})[\p{No}\p{Nl}]+|[\p{No}\p{Nl}]{2,}/gu;

/** Numbers in the digits of other scripts or forms, which are not read. */
export function findForeignNumbers(text: string): string[] {
  return [FOREIGN_DIGITS, FOREIGN_NUMERALS].flatMap(pattern =>
    [...text.matchAll(pattern)].map(([digits]) => digits),
  );
}
