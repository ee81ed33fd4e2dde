/** How a text takes a number back: `about`; `over`, a bound from below; `under`, one from above; `nearly`, from above and near. */
export type Roughness = 'about' | 'over' | 'under' | 'nearly';

/** In English, German, French and Swedish. */
const WORDS: Record<Roughness, string> = {
  over: "over|above|(?:more|greater|higher) than|at least|(?:no|not) (?:less|fewer) than|upwards of|exceed(?:s|ed|ing)?|über|mehr als|mindestens|plus d(?:e |['’])|au moins|över|mer än|minst|drygt|[>≥]=?",
  under:
    "under|below|(?:less|fewer|lower) than|at most|up to|(?:no|not) more than|unter|weniger als|höchstens|bis zu|moins d(?:e |['’])|au plus|jusqu['’]à|mindre än|färre än|högst|[<≤]=?",
  nearly: 'nearly|almost|fast|knapp|beinahe|presque|près de|nästan|knappt',
  about:
    'about|around|approximately|approx\\.?|roughly|some|circa|cirka|ca\\.?|close to|just|rund|etwa|ungefähr|environ|omkring|ungefär|[~≈]',
};
const BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${Object.entries(WORDS)
    .map(([roughness, words]) => `(?<${roughness}>${words})`)
    .join('|')})[\\s*_]*(?:[A-Z]{2,3})?[$€£¥]?$`,
  'iu',
);
/** The longest of the words, with what may stand between them and the number. */
const LONGEST = 30;
const PLUS_BEHIND = /^\+(?![\p{L}\p{N}])/u;
const OPPOSITE = { over: 'under', under: 'over' } as const;

/** How the number is meant that stands from `start` to `end`; undefined when it is meant as it is written. */
export function readRoughness(
  text: string,
  {
    start,
    end,
    isNegative = false,
  }: { start: number; end: number; isNegative?: boolean },
): Roughness | undefined {
  const groups = BEFORE.exec(
    text.slice(Math.max(0, start - LONGEST), start),
  )?.groups;
  const found = groups
    ? (Object.keys(WORDS) as Roughness[]).find(each => groups[each])
    : undefined;
  const roughness =
    found ?? (PLUS_BEHIND.test(text.slice(end, end + 2)) ? 'over' : undefined);
  // Below -5 is more than 5 away from nothing.
  return isNegative && (roughness === 'over' || roughness === 'under')
    ? OPPOSITE[roughness]
    : roughness;
}
