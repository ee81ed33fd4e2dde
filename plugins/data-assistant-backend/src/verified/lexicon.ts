import { eng } from 'stopword';
import { stemOf } from '../context/tokens';

/**
 * What words of plain English do to a question, whatever it is about. A class stands for all its
 * words, so that "biggest" and "highest" are the same; a mandatory class must be on both sides.
 */
export type WordClass =
  | 'max'
  | 'min'
  | 'average'
  | 'median'
  | 'share'
  | 'each'
  | 'each-day'
  | 'each-week'
  | 'each-month'
  | 'each-quarter'
  | 'each-year'
  | 'compare'
  | 'change'
  | 'not'
  | 'above'
  | 'below'
  | 'at-least'
  | 'at-most'
  | 'count'
  | 'amount'
  | 'list'
  | 'when'
  | 'why'
  | 'growth-down';

/** Classes that say only how the answer is put: a question may leave them out. */
export const OPTIONAL_CLASSES: ReadonlySet<WordClass> = new Set([
  'count',
  'amount',
  'list',
]);

const GRAINS: [WordClass, string, string][] = [
  ['each-day', 'day', 'daily'],
  ['each-week', 'week', 'weekly'],
  ['each-month', 'month', 'monthly'],
  ['each-quarter', 'quarter', 'quarterly'],
  ['each-year', 'year', 'yearly|annually|annual'],
];

/** Phrases by class, tried in this order at each place of a text. */
export const CLASS_PHRASES: [WordClass, RegExp][] = [
  ...GRAINS.map(([name, unit, adverb]): [WordClass, RegExp] => [
    name,
    new RegExp(
      `^(?:(?:per|by|each|every|for each|for every) (?:single )?${unit}s?|${unit} by ${unit}|${adverb})\\b`,
      'i',
    ),
  ]),
  ['at-least', /^(?:at least|no (?:less|fewer) than|minimum of)\b/i],
  ['at-most', /^(?:at most|no more than|maximum of)\b/i],
  [
    'above',
    /^(?:(?:more|greater|higher|longer|older) than|exceed(?:s|ed|ing)?|over|above)\b/i,
  ],
  [
    'below',
    /^(?:(?:less|fewer|lower|shorter|younger|smaller) than|under|below)\b/i,
  ],
  [
    'count',
    /^(?:how many|the (?:total )?number of|(?:total )?number of|the count of|count of|count)\b/i,
  ],
  ['amount', /^(?:how much|the (?:total )?amount of|amount of)\b/i],
  ['average', /^(?:on average|average|avg|mean)\b/i],
  ['median', /^median\b/i],
  [
    'share',
    /^(?:share|percentage|percent|per cent|proportion|fraction|%)(?= |$|\?)/i,
  ],
  [
    'max',
    /^(?:top|most|biggest|highest|largest|greatest|best|leading|maximum|max)\b/i,
  ],
  ['min', /^(?:least|fewest|lowest|smallest|worst|bottom|minimum|min)\b/i],
  [
    'compare',
    /^(?:in comparison|compared?|comparison|comparing|versus|vs|relative|than)\b/i,
  ],
  [
    'growth-down',
    /^(?:decreas(?:e|ed|ing)|declin(?:e|ed|ing)|drop(?:ped|ping)?|fall|fell|shrink|shrank|los[et])\b/i,
  ],
  [
    'change',
    /^(?:changed?|changes|growth|grow|grew|grown|growing|increas(?:e|ed|ing)|rise|rose|rising|difference|delta)\b/i,
  ],
  [
    'not',
    /^(?:not|no|non|never|neither|nor|without|except|excluding|exclude|excluded|outside|other than|besides|[a-z]+n['’]t)\b/i,
  ],
  [
    'each',
    /^(?:broken down by|break ?down (?:by|of)|split (?:out )?by|grouped by|for each|for every|per|each|every|by|across)\b/i,
  ],
  ['list', /^(?:which|what are|what were|who are|list|names? of|whose)\b/i],
  ['when', /^when\b/i],
  ['why', /^(?:why|how come|how do|how does|how did|how can|how to)\b/i],
];

const CONSTRAINING = [
  'above',
  'after',
  'against',
  'before',
  'between',
  'both',
  'but',
  'by',
  'each',
  'every',
  'few',
  'first',
  'last',
  'least',
  'less',
  'like',
  'many',
  'might',
  'more',
  'most',
  'much',
  'never',
  'no',
  'nor',
  'not',
  'off',
  'only',
  'or',
  'other',
  'out',
  'over',
  'same',
  'should',
  'since',
  'some',
  'still',
  'such',
  'than',
  'under',
  'until',
  'up',
  'would',
  'where',
];
const REQUEST_WORDS = [
  'please',
  'show',
  'give',
  'tell',
  'find',
  'fetch',
  'display',
  'want',
  'know',
  'see',
  'need',
  'hi',
  'hello',
  'hey',
  'thanks',
  'thank',
  'us',
  'let',
  'currently',
  'exactly',
  'actually',
  'total',
  'overall',
  'altogether',
  'whole',
  'entire',
  'during',
  'did',
  'does',
  'were',
  'are',
  'there',
  'now',
  'get',
  'got',
  'had',
  'has',
  'have',
  'made',
  'make',
  'take',
  'within',
  'whats',
  'hows',
  'figure',
  'figures',
  'i',
  'd',
  's',
  'll',
  'm',
  're',
  've',
  'so',
  'far',
  'go',
  'went',
  'these',
  'those',
];
/** Words that also name things ("show"): they ask only where a request begins. */
const REQUEST_VERBS = new Set([
  'show',
  'give',
  'tell',
  'find',
  'fetch',
  'display',
  'list',
  'see',
]);

const neutral = new Set(
  [...eng, ...REQUEST_WORDS].filter(
    word => !CONSTRAINING.includes(word) && !REQUEST_VERBS.has(word),
  ),
);

const OPENING =
  /^\s*(?:(?:hi|hello|hey)[,! ]+)?(?:(?:please|pls|can you|could you|would you|can i|could i|i(?:['’]d| would) like to|i want to|i need to|let me|do you know)\s+)*(?:please\s+)?(?:show|give|tell|find|fetch|display|list|see|get|know)\s+(?:me |us )?(?=\S)/i;

/** How many characters at the start of a question only ask for an answer. */
export function requestLength(text: string): number {
  return OPENING.exec(text)?.[0].length ?? 0;
}

/** True for words that neither name anything nor constrain the answer. */
export function isNeutral(word: string): boolean {
  return neutral.has(word.toLocaleLowerCase('en'));
}

const classWords = new Set(
  CLASS_PHRASES.flatMap(
    ([, pattern]) => pattern.source.match(/[a-z]{3,}/g) ?? [],
  ).map(stemOf),
);

/** True for words that the lexicon knows in some way, so that they are no typing errors. */
export function isKnownWord(word: string): boolean {
  return (
    isNeutral(word) ||
    classWords.has(stemOf(word)) ||
    CONSTRAINING.includes(word)
  );
}
