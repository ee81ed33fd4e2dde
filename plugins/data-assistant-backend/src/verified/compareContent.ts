import { saidBy } from './ClusterWords';
import { FeatureTally } from './matchFeatures';
import { WordUnit } from './Reading';
import { Sides } from './Sides';
import { PairSignature } from './PairSignature';
import { SqlFrame } from './SqlFrame';
import { ContentWord, Wording } from './Wording';
import { areOpposite, isModifier, isNearAny, NEAR } from './WordRelations';

/** Another phrasing of the pair says it. */
const ELSEWHERE = 1;

/** Which words that name something are on one side alone. */
export interface ContentDifference {
  /** Words of the question that neither the pair's phrasings nor its SQL say. */
  leftover: WordUnit[];
  /** Words of the phrasing that the question does not say, and those of them that constrain the answer. */
  missing: WordUnit[];
  unsaid: WordUnit[];
  /** 0 to 1: the share of the question's weight that the phrasing says, and the other way round. */
  coverage: number;
  coverageBack: number;
}

interface Side {
  /** Not met on the other side. */
  unmet: ContentWord[];
  /** Of these, the ones for which the pair never answers. */
  refusing: WordUnit[];
  coverage: number;
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 1);

/** Compares the words that name something, both ways. */
export function compareContent(
  sides: Sides,
  tally: FeatureTally,
): ContentDifference {
  const there = readAsked(sides, tally);
  const back = readSaid(sides, tally);
  const [a, b] = [there.coverage, back.coverage];
  tally.add('overlap', a + b > 0 ? (2 * a * b) / (a + b) : 0);
  tally.add(
    'opposites',
    there.unmet.filter(left =>
      back.unmet.some(missing =>
        areOpposite(left.stem ?? '', missing.stem ?? ''),
      ),
    ).length,
  );
  return {
    leftover: there.refusing,
    missing: back.unmet.map(({ unit }) => unit),
    unsaid: back.refusing,
    coverage: a,
    coverageBack: b,
  };
}

/** What the question says: it may be met by the phrasing, by another one of the pair, or by the SQL. */
function readAsked(sides: Sides, tally: FeatureTally): Side {
  const { asked, said, signature, words } = sides;
  const unmet: ContentWord[] = [];
  const refusing: WordUnit[] = [];
  let telling = 0;
  let met = 0;
  for (const word of asked.content) {
    const { unit, stem, weight, isNumber } = word;
    if (stem !== undefined && asked.filledNames.has(stem)) {
      // "Country NO": the parameter says it.
      continue;
    }
    // A value that nothing takes must be the same phrasing's, since another one may fix another value.
    const isElsewhere =
      !unit.isUntaken && unit.labels.some(label => signature.labels.has(label));
    const near = isElsewhere ? ELSEWHERE : saidBy(word, said.content, words);
    telling += weight;
    met += weight * near;
    if (unit.isGroupKey && !isGroupedBy(word, sides)) {
      refusing.push(unit);
    }
    if (unit.isWhole && !isSharedBy(word, sides)) {
      refusing.push(unit);
    }
    if (near > 0) {
      tally.add('related', near < 1 ? weight : 0);
      continue;
    }
    unmet.push(word);
    if (isInSql(word, sides)) {
      tally.add('inSql', weight);
      continue;
    }
    refusing.push(unit);
    const isKnown = stem === undefined || words.known.has(stem);
    tally.add(isNumber ? 'numbersLeft' : 'left', isNumber ? 1 : weight);
    tally.add('leftKnown', isKnown ? weight : 0);
    tally.add(
      'leftSchema',
      stem !== undefined && words.schema.has(stem) ? 1 : 0,
    );
  }
  return { unmet, refusing, coverage: share(met, telling) };
}

/**
 * Whether the SQL of a pair says a word of the question that its phrasings do not: by what it gives, groups and orders
 * by, by a literal, or by the column of a literal that is said. What it merely reads or filters by says nothing, or "campaigns that started" would be met by any
 * query with a start in its condition.
 */
function isInSql(word: ContentWord, { asked, signature, words }: Sides) {
  const { frame } = signature;
  const { unit, stem, isNumber } = word;
  if (stem === undefined || frame === undefined) {
    return false;
  }
  if (frame.literals.has(stem)) {
    return true;
  }
  if (unit.isUntaken) {
    return false;
  }
  // What is asked for has to be what the SQL gives first.
  const isHead = asked.head.some(head => head.unit === unit);
  if (isHead) {
    return isNearAny(frame.selected[0] ?? [], stem);
  }
  return (
    frame.shown.has(stem) ||
    isDescribed(stem, asked, signature) ||
    isConditionOf(stem, asked, frame) ||
    (!words.known.has(stem) && !isNumber && isNearAny(frame.shown, stem))
  );
}

/** "Whose status is good": the column of a condition, where the question says its literal. */
function isConditionOf(stem: string, asked: Wording, frame: SqlFrame): boolean {
  return frame.conditions.some(
    ({ column, literal }) =>
      isNearAny(column, stem) &&
      literal.some(part => asked.content.some(word => word.stem === part)),
  );
}

/** "Billing country": a word of a column's description, where the column is named too. */
function isDescribed(
  stem: string,
  asked: Wording,
  { described }: PairSignature,
): boolean {
  return described.some(
    ({ name, words }) =>
      words.has(stem) &&
      !name.includes(stem) &&
      name.every(part => asked.content.some(other => other.stem === part)),
  );
}

/** The share of clicks that led to a purchase is not that of purchases that began with a click. */
function isSharedBy(word: ContentWord, { signature, words }: Sides) {
  const wholes = signature.phrasings.flatMap(({ wording }) =>
    wording.content.filter(({ unit }) => unit.isWhole),
  );
  return wholes.length === 0 || saidBy(word, wholes, words) >= NEAR;
}

/** "By show" has to be what the SQL groups by, or what the same phrasing groups by. */
function isGroupedBy(word: ContentWord, { said, signature, words }: Sides) {
  const { frame } = signature;
  const keys = said.content.filter(({ unit }) => unit.isGroupKey);
  return (
    saidBy(word, frame ? keys : said.content, words) >= NEAR ||
    (word.stem !== undefined &&
      frame !== undefined &&
      isNearAny(frame.groupKeys, word.stem))
  );
}

/** What the phrasing says: the question has to say of it what constrains the answer. */
function readSaid(sides: Sides, tally: FeatureTally): Side {
  const { asked, said, signature, words } = sides;
  const { frame } = signature;
  const unmet: ContentWord[] = [];
  const refusing: WordUnit[] = [];
  let telling = 0;
  let met = 0;
  let literals = 0;
  let literalsMissing = 0;
  for (const word of said.content) {
    const { unit, stem, weight, isNumber } = word;
    const near = saidBy(word, asked.content, words);
    const isLiteral =
      stem !== undefined && (frame?.literals.has(stem) ?? isNumber);
    telling += weight;
    met += weight * near;
    literals += isLiteral ? 1 : 0;
    if (near > 0) {
      continue;
    }
    unmet.push(word);
    literalsMissing += isLiteral || isNumber ? 1 : 0;
    if (isLiteral || isNumber || (stem !== undefined && isModifier(stem))) {
      refusing.push(unit);
    }
    if (isNumber) {
      tally.add('numbersMissing', 1);
    } else if (stem !== undefined && frame && isNearAny(frame.words, stem)) {
      tally.add('missingInSql', weight);
    } else {
      tally.add('missing', weight);
    }
  }
  tally.add('literalsMissing', literals ? literalsMissing / literals : 0);
  return { unmet, refusing, coverage: share(met, telling) };
}
