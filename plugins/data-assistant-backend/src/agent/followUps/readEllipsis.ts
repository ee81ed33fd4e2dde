import { DateTime } from 'luxon';
import { CompiledCluster } from '../../verified/CompiledCluster';
import { PlainWord, QuestionPart } from './QuestionPart';
import { readParts } from './readParts';

/** What a question says that leaves out what the one before has said. */
export interface Ellipsis {
  parts: QuestionPart[];
  /** What is neither a part nor among the words with which one goes on. */
  unread: PlainWord[];
  /** It begins as one goes on: "and", "what about", "for". */
  leans: boolean;
  /** It may ask for more beside what was there: "and by week", "Germany too". */
  adds: boolean;
  /** "How many in Germany?" counts what was counted before. */
  asks?: 'how many' | 'how much';
}

/**
 * With these one goes on from a question. A closed list, since any other word may be what is asked: "not", "than",
 * "before", "why" and "forecast" are none of them.
 */
const IDIOMS = [
  /^(?:what|how) about\b/,
  /^what of\b/,
  /^(?:what|how) (?:is|was|are|were|does|did) (?:it|that|this|they|those)(?: look| be)?\b/,
  /^(?:do |show |give |tell )?(?:me |us )?(?:the )?same(?: (?:thing|question|query|numbers?|figures?|data|again))?\b/,
  /^(?:can|could|would|will) (?:you|we|i)\b/,
  /^i(?:['’]d| would) like(?: to)?\b/,
  /^i (?:want|need|mean|meant)(?: to)?\b/,
  /^(?:show|give|tell|get|let)(?: me| us)?\b/,
  /^(?:see|have|know|try|do)\b/,
  /^(?:break|split|group|slice|list)(?: (?:it|that|this|them|those))?(?: (?:up|down|out))?\b/,
  /^(?:broken|breakdown|grouped)(?: (?:up|down|out))?\b/,
  /^(?:make|change|switch|set|limit|restrict|narrow|filter)(?: (?:it|that|this|them|those))(?: down)?(?: to)?\b/,
  /^(?:as well|once more|how many|how much)\b/,
  /^(?:and|but|so|then|now|ok|okay|also|too|only|just|instead(?! of\b)|again|rather|please|pls|thanks|thx|great|good|nice|hm+)\b/,
  /^(?:it|that|this|them|they|those|these|there|the|an?|we|our)\b/,
  // "Of that" and "in those" speak of a part of what was answered.
  /^(?:for|in|on|at|from|of)\b(?! (?:it|that|this|them|they|those|these)\b)/,
  /^(?:is|was|are|were|did|does|had)\b/,
];
/** "Top 20" and "the first five"; the bottom five are others. */
const RANK = /^(?:top|first)\b/;
const LEANS =
  /^\W*(?:(?:ok(?:ay)?|so|now|then|well|great|good|nice|thanks|thx|please)\W+)*(?:and|but|also|plus|what about|how about|what of|(?:do |show |give )?(?:me |us )?(?:the )?same|only|just|instead|for|in|on|per|by|not|without|except|excluding|compared|versus|vs|than)\b/i;
const ADDS = /\b(?:and|also|too|as well)\b/i;
const LEADS = /\b(?:in|for|from|on|with|within|of|at)(?: the)? $/i;

/** They count from what was answered, and not from today. */
const SINCE_THEN = /\b(?:previous|prior|preceding)\b/i;
/** "At 5" and "in 20" are no number of rows. */
const NO_COUNT = /\b(?:in|on|at|from|for|of|by|per)(?: the)? $/i;

/** Whether it says here what it says in a whole question. */
function isPlain(part: QuestionPart, text: string): boolean {
  if (part.kind === 'span') {
    return !SINCE_THEN.test(part.words);
  }
  const isPartOfNumber =
    /[-−.,/]$/.test(text.slice(0, part.start)) ||
    /^[-.,/]\d/.test(text.slice(part.end));
  return (
    part.kind !== 'count' ||
    (!isPartOfNumber && !NO_COUNT.test(text.slice(0, part.start)))
  );
}

/** How far the words go that only lead on; undefined where a word says something. */
function idiomAt(
  text: string,
  { start }: PlainWord,
  next: QuestionPart | PlainWord | undefined,
): number | undefined {
  const rest = text.slice(start).toLocaleLowerCase('en').replace(/\s+/g, ' ');
  const ranks = next?.kind === 'count' ? RANK.exec(rest) : null;
  const lengths = IDIOMS.map(idiom => idiom.exec(rest)?.[0].length ?? 0);
  const length = Math.max(ranks?.[0].length ?? 0, ...lengths);
  return length > 0 ? start + length : undefined;
}

/** The preposition of a part, or the one that fits most. */
export function leadOf(text: string, { start }: QuestionPart): string {
  return LEADS.exec(text.slice(0, start))?.[0].trim() ?? 'for';
}

/** Takes apart what may be said in place of a whole question. */
export function readEllipsis(
  text: string,
  cluster: CompiledCluster,
  now: DateTime,
): Ellipsis {
  const read = readParts(text, cluster, now);
  const parts: QuestionPart[] = [];
  const unread: PlainWord[] = [];
  let skipTo = 0;
  for (const [at, item] of read.entries()) {
    if (item.kind !== 'word') {
      if (isPlain(item, text)) {
        parts.push(item);
      } else {
        unread.push({ ...item, kind: 'word', stem: item.words });
      }
    } else if (item.start >= skipTo) {
      const end = idiomAt(text, item, read[at + 1]);
      if (end === undefined) {
        unread.push(item);
      } else {
        skipTo = end;
      }
    }
  }
  const asks = /\bhow (many|much)\b/i.exec(text)?.[1].toLowerCase();
  return {
    parts,
    unread,
    leans: LEANS.test(text),
    adds: ADDS.test(text),
    ...(asks ? { asks: asks === 'many' ? 'how many' : 'how much' } : {}),
  };
}
