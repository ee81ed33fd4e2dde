import { DateTime } from 'luxon';
import { plainForm, tokenize } from '../../context/tokens';
import { CompiledCluster } from '../../verified/CompiledCluster';
import { mendTypos } from '../../verified/mendTypos';
import { stemsOfName } from '../../verified/SqlFrame';
import { speaksOf, stripCourtesy } from '../../verified/stripCourtesy';
import { continueQuestion } from './continueQuestion';
import { FollowUp, FollowUpReading } from './FollowUp';
import { PlainWord, QuestionPart, shareColumn } from './QuestionPart';
import { Ellipsis, leadOf, readEllipsis } from './readEllipsis';
import { changeTopic, findTopic } from './changeTopic';

/** Whoever goes on from a question does it in few words. */
const WORDS_AT_MOST = 14;
const UNREAD_AT_MOST = 3;
/** A text with one of these asks for itself. */
const ASKS =
  /\b(?:which|who|whose|how many|how much|list|number of|count of|do|does|did)\b/i;
/** They stand for whatever is counted. */
const ANYBODY = new Set(['user', 'people', 'ones']);

export interface FollowUpOptions {
  question: string;
  /** As it was understood, when that was a follow-up too. */
  previous: string;
  /** The one that the previous question was answered from. */
  cluster: CompiledCluster;
  /** All that may answer now, for "same for podcasts". */
  clusters: CompiledCluster[];
  now: DateTime;
}

/** So one begins who narrows down: "only premium users". */
const NARROWS =
  /^\W*(?:(?:ok(?:ay)?|so|now|and|but|then|same|the)\W+)*(?:only|just|for|on|in)\b/i;

/** Every part is of another kind, or names a value of another column: "Sweden and Norway" are not one country. */
function areApart(parts: QuestionPart[]): boolean {
  return parts.every((part, at) =>
    parts
      .slice(at + 1)
      .every(
        other =>
          part.kind !== other.kind ||
          (part.kind === 'value' &&
            other.kind === 'value' &&
            !shareColumn(part.values, other.values)),
      ),
  );
}

/** "Premium *users*" after a question about users, and "the premium *plan*": beside the value they say nothing. */
function saysNothing(
  { stem, words, start, end }: PlainWord,
  {
    text,
    parts,
    previous,
  }: { text: string; parts: QuestionPart[]; previous: string },
): boolean {
  const isGap = (from: number, to: number) =>
    from <= to && /^ $/.test(text.slice(from, to));
  return parts.some(part => {
    if (part.kind !== 'value') {
      return false;
    }
    const columns = part.values.flatMap(({ column }) =>
      stemsOfName(column.split('.').pop() ?? ''),
    );
    const isName = columns.includes(stem);
    const isSaid =
      ANYBODY.has(stem) ||
      ANYBODY.has(plainForm(words)) ||
      tokenize(previous).some(token => token.stem === stem);
    return (
      (isGap(part.end, start) && (isName || isSaid)) ||
      (isGap(end, part.start) && isName)
    );
  });
}

/** Something is counted by name, or at all, which was not before. */
function asksAnew(
  { parts, asks }: Ellipsis,
  text: string,
  previous: string,
): boolean {
  const namesCounted = parts.some(
    ({ kind, start }) =>
      kind === 'value' && /\bhow (?:many|much) $/i.test(text.slice(0, start)),
  );
  return (
    namesCounted ||
    (asks !== undefined && !previous.toLocaleLowerCase('en').includes(asks))
  );
}

/** Takes away greetings and slips of the keyboard, as the matcher does. */
function plain(text: string, { cluster, now }: FollowUpOptions) {
  const asked = stripCourtesy(text.normalize('NFC'), part =>
    speaksOf(cluster, part, now),
  );
  return mendTypos(asked, [cluster], now);
}

function readingsOf(
  ellipsis: Ellipsis & { text: string; previous: string; unread: PlainWord[] },
  { cluster, now }: FollowUpOptions,
): FollowUpReading[] {
  const { text, previous, parts, adds, unread } = ellipsis;
  if (unread.length > 0 || parts.length === 0 || !areApart(parts)) {
    return [];
  }
  return continueQuestion({
    previous,
    parts: parts.map(part => ({ ...part, lead: leadOf(text, part) })),
    adds,
    cluster,
    now,
  }).map(question => ({ question, clusterId: cluster.cluster.id }));
}

/**
 * Reads a question that leans on the one before it, such as "and for Germany?". Undefined when it is a question of its
 * own, or none at all: what was asked before never bends it.
 *
 * The same comes out for the same options, so that a run that is resumed reads it alike.
 */
export function readFollowUp(options: FollowUpOptions): FollowUp | undefined {
  const { cluster, now } = options;
  if (tokenize(options.question).length > 2 * WORDS_AT_MOST) {
    return undefined;
  }
  const { question: text, mendings } = plain(options.question, options);
  if (tokenize(text).length > WORDS_AT_MOST) {
    return undefined;
  }
  const { question: previous } = plain(options.previous, options);
  const read = readEllipsis(text, cluster, now);
  if (asksAnew(read, text, previous)) {
    return undefined;
  }
  const isSaid =
    read.unread.length === 1 &&
    NARROWS.test(text) &&
    !ASKS.test(text) &&
    saysNothing(read.unread[0], { text, parts: read.parts, previous });
  const unread = isSaid ? [] : read.unread;
  const ellipsis = { ...read, text, previous, unread };
  const topic = read.leans ? findTopic(unread, read.parts, options) : undefined;
  const readings = [
    ...readingsOf(ellipsis, options),
    ...(topic ? changeTopic({ ...options, ...ellipsis, topic }) : []),
  ];
  const regroups = read.parts.some(({ kind }) => kind === 'group');
  const followUp = { previous, readings, regroups, mendings };
  if (readings.length > 0) {
    return { ...followUp, unread: [] };
  }
  // It leans on what was asked, but says something that has no place in it.
  const isEllipsis =
    unread.length === 0
      ? read.parts.length > 0
      : read.leans && !ASKS.test(text) && unread.length <= UNREAD_AT_MOST;
  return isEllipsis
    ? { ...followUp, unread: unread.map(({ words }) => words) }
    : undefined;
}
