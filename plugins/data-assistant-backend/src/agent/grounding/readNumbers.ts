import { maskPlainNumbers } from './maskPlainNumbers';

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
  /** `about`, `over`: the last digits may be rounded away. */
  isRough: boolean;
  /** Groups with a plain space between them may be numbers of their own. */
  parts?: SaidNumber[];
}

const SCALES: Record<string, number> = {
  k: 1e3,
  hundred: 1e2,
  thousand: 1e3,
  lakh: 1e5,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  crore: 1e7,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
};

const SPACE = '[ \\u00a0\\u2009\\u202f]';
const NUMBER = new RegExp(
  [
    // Not within a word or an identifier such as user_42 or COVID-19.
    '(?<![\\p{L}\\p{N}_])(?<!\\p{L}-(?=\\d{1,4}(?!\\d|[.,]\\d)))',
    '(?<sign>(?<=^|[\\s(~≈*:])[-−–])?',
    '(?:(?:[A-Z]{2,3})?[$€£¥]\\s?)?',
    `(?<digits>\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,3}(?:${SPACE}\\d{3})+(?!\\d)|\\d+)?`,
    '(?<fraction>\\.\\d+)?',
    '(?<exponent>[eE][+-]?\\d{1,3}(?![\\p{L}\\p{N}]))?',
    '(?:\\*{1,2}|_{1,2})?',
    '(?:',
    `(?<percent>${SPACE}?(?:%|percent(?:age)?\\b|per cent\\b|pct\\b|pp\\b))`,
    '|(?<letter>[kKmMbBtT])(?![\\p{L}\\p{N}_])',
    `|[${'\\s'}-]?(?<word>hundred|thousand|lakh|million|mn|mio|crore|billion|bn|trillion|tn)s?(?![\\p{L}\\p{N}_])`,
    ')?',
  ].join(''),
  'gu',
);
/** What follows on a number that is the beginning of an identifier: 3f2a, 30_days. */
const IDENTIFIER_GOES_ON = /^(?:_|\p{L}+[\d_])/u;
const ROUGH =
  /(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|over|above|more than|less than|fewer than|under|below|some|circa|ca\.?|close to|just|up to|at least|at most)|[~≈<>])[\s*_]*(?:[A-Z]{2,3})?[$€£¥]?$/i;
/** Minutes, metres, tonnes. */
const UNIT = /^[mt]$/;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
/** Full-width forms, which read as digits. */
const toAscii = (text: string) =>
  text.replace(/[\uff10-\uff19]/g, digit =>
    String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30),
  );
/** `SEK100` is a number with its unit, and no identifier; the length stays. */
const withoutCurrencies = (text: string) =>
  text.replace(/(?<![\p{L}\p{N}_])[A-Z]{3}(?=\d)/gu, code =>
    CURRENCIES.has(code) ? '   ' : code,
  );

function readMatch(
  match: RegExpMatchArray,
  { text, masked }: { text: string; masked: string },
): SaidNumber[] {
  const { sign, digits, fraction, exponent, percent, letter, word } =
    match.groups ?? {};
  const start = match.index ?? 0;
  const end = start + match[0].length;
  if (
    (digits === undefined && fraction === undefined) ||
    IDENTIFIER_GOES_ON.test(masked.slice(end, end + 40))
  ) {
    return [];
  }
  const plain = (digits ?? '0').replace(/[^\d]/g, '');
  const scale = SCALES[(letter ?? word ?? '').toLowerCase()] ?? 1;
  const base = {
    written: text.slice(start, end).replace(/^[\s*_]+|[\s*_]+$/g, ''),
    scales: UNIT.test(letter ?? '') ? [scale, 1] : [scale],
    isPercent: percent !== undefined,
    isNegative: sign !== undefined,
    isRough: ROUGH.test(masked.slice(Math.max(0, start - 30), start)),
  };
  const said: SaidNumber = {
    ...base,
    value: Number(`${plain}${fraction ?? ''}${exponent ?? ''}`),
    decimals: Math.max(
      0,
      (fraction?.length ?? 1) - 1 - Number(exponent?.slice(1) ?? 0),
    ),
  };
  const groups = digits?.includes(' ') ? digits.split(' ') : [];
  return [
    groups.length === 0
      ? said
      : {
          ...said,
          parts: groups.map((group, index) => ({
            ...base,
            value: Number(
              index === groups.length - 1 ? `${group}${fraction ?? ''}` : group,
            ),
            decimals: index === groups.length - 1 ? said.decimals : 0,
            scales: index === groups.length - 1 ? base.scales : [1],
            isPercent: base.isPercent && index === groups.length - 1,
            written: group,
          })),
        },
  ];
}

/** The figures of a text, in order; digits that tell when, where or which are none. */
export function readNumbers(text: string): SaidNumber[] {
  const masked = maskPlainNumbers(withoutCurrencies(toAscii(text)));
  return [...masked.matchAll(NUMBER)].flatMap(match =>
    match[0] === '' ? [] : readMatch(match, { text, masked }),
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
