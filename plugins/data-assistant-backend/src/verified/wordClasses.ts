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
  | 'size'
  | 'list'
  | 'when'
  | 'where'
  | 'why'
  | 'growth-down'
  | 'distinct'
  | 'sorted'
  | 'ascending'
  | 'descending'
  | 'or'
  | 'between';

/** Classes that say only how the answer is put: a question may leave them out. */
export const OPTIONAL_CLASSES: ReadonlySet<WordClass> = new Set([
  'count',
  'amount',
  'size',
  'list',
  'distinct',
  'sorted',
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
  [
    'ascending',
    /^(?:in (?:the )?)?(?:ascending|increasing)(?: (?:alphabetical )?order)?(?: of| by)?\b/i,
  ],
  [
    'descending',
    /^(?:in (?:the )?)?(?:(?:descending|decreasing|reverse)(?: (?:alphabetical )?order)?(?: of| by)?|reverse)\b/i,
  ],
  [
    'sorted',
    /^(?:(?:sort(?:ed)?|order(?:ed)?|arranged?)(?: alphabetically)? by|sorted|ordered|in (?:the )?order of|(?:in )?(?:alphabetic(?:al)?|lexicographic(?:al)?) order|alphabetically)\b/i,
  ],
  ['distinct', /^(?:distinct|different|unique)\b/i],

  ['between', /^between\b/i],
  [
    'at-least',
    /^(?:at least|no (?:less|fewer) than|minimum of|or (?:more|higher|greater|older|later|above|over)\b|(?:more|greater|larger|higher) than or equal to)\b/i,
  ],
  [
    'at-most',
    /^(?:at most|no more than|maximum of|or (?:less|fewer|lower|younger|earlier|below|under)\b|(?:less|fewer|smaller|lower) than or equal to)\b/i,
  ],
  ['or', /^(?:or|either)\b/i],
  [
    'above',
    /^(?:(?:more|greater|higher|longer|older|larger|bigger|later|heavier|taller) than|exceed(?:s|ed|ing)?|over|above|after)\b/i,
  ],
  [
    'below',
    /^(?:(?:less|fewer|lower|shorter|younger|smaller|earlier|lighter) than|under|below|before|prior to)\b/i,
  ],
  [
    'count',
    /^(?:how many|the (?:total )?number of|(?:total )?number of|the count of|count of|count)\b/i,
  ],
  ['amount', /^(?:how much|the (?:total )?amount of|amount of)\b/i],
  ['size', /^how (?:big|large|high)\b/i],
  ['average', /^(?:on average|average|avg|mean)\b/i],
  ['median', /^median\b/i],
  [
    'share',
    /^(?:share|part(?= of)|percentage|percent|per cent|pct|proportion|fraction|%)(?=[\s,.;:?!)]|$)/i,
  ],
  [
    'max',
    /^(?:top|most|biggest|highest|largest|greatest|best|leading|maximum|max)\b/i,
  ],
  ['min', /^(?:least|fewest|lowest|smallest|worst|bottom|minimum|min)\b/i],
  [
    'compare',
    /^(?:in comparison|compared?|comparison|comparing|versus|vs|against|relative|than)\b/i,
  ],
  [
    'growth-down',
    /^(?:decreas(?:e|ed|ing)|(?:go(?:es|ing|ne)?|went) down|declin(?:e|ed|ing)|drop(?:ped|ping)?|fall|fell|shrink|shrank|los[et])\b/i,
  ],
  [
    'change',
    /^(?:changed?|changes|(?:go(?:es|ing|ne)?|went) up|growth|grow|grew|grown|growing|increas(?:e|ed|ing)|rise|rose|rising|difference|delta)\b/i,
  ],
  [
    'not',
    /^(?:not|no|non|never|neither|nor|without|except|excluding|exclude|excluded|outside|other than|besides|[a-z]+n['’]t)\b/i,
  ],
  [
    'each',
    /^(?:broken down by|break ?down (?:by|of)|split (?:out )?by|grouped by|for each|for every|per|each|every|by|across)\b/i,
  ],
  [
    'when',
    /^(?:when|(?:at )?(?:what|which) (?:hour|time|day|weekday|week|month|year)s?)\b/i,
  ],
  [
    'list',
    /^(?:which|what are|what were|what(?= (?!is\b|was\b|has\b|does\b)[a-z]{2,}s\b)|what(?= [a-z-]{3,}(?: [a-z-]+)? (?:did|do|does|were|was|are|have|has)\b)|who are|list|names? of|whose)\b/i,
  ],
  ['where', /^where\b/i],
  ['why', /^(?:why|how come|how do|how does|how did|how can|how to)\b/i],
];
