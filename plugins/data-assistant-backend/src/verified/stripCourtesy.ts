import { DateTime } from 'luxon';
import { tokenize } from '../context/tokens';
import { isStopWord } from '../context/words/contentTerms';
import { CompiledCluster } from './CompiledCluster';
import { isNeutral, isRequest } from './neutralWords';
import { readTimeSpans } from './readTimeSpans';

/** What people say around a question: it asks nothing, as long as it speaks of nobody but the two. */
const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|(?:many |a lot of )?thanks?(?: you)?|sorry|excuse me|cheers|(?:kind|best) regards|i hope)\b/i;
/** After one of these, a clause with "how many", "which" and so on is what is asked. */
const LEAD =
  /\b(?:know|tell|ask|wonder(?:ing)?|find out|figure out|learn(?:ing)?|see|check|look up|share|give|say|explain|understand|appreciate|curious|interested(?: in| to know)?)(?: me| us)?(?: about)?[ ,:]+(?=(?:how|what|which|who|whose|where|when)\b)/gi;
/** The speakers: a clause about anybody else may constrain what is asked. */
const SPEAKERS = /\b(?:i|me|you|your|we|us)\b/i;
/** Ends with a reason or a courtesy of the speaker's own. */
const TAIL =
  /[,;] (?:if you (?:happen|can|could|may|would|have|don['’]t mind)|when(?:ever)? you (?:can|have|get)|i (?:need|would need|want|would like) (?:it|this|that|them)|as soon as)\b[^.!?;]*[.!?\s]*$/i;

/**
 * All that a courtesy may consist of. A closed list: a word that is not on it may be what narrows the question, most of
 * all one that no cluster knows ("for women", "without bots").
 */
const COURTEOUS = new Set(
  (
    'hi hello hey dear all everyone everybody team folks colleagues colleague friends there good great nice lovely morning ' +
    'afternoon evening day week weekend thank thanks many lot so much very kindly kind please sorry excuse cheers best ' +
    'regards warm i me my you your we us it this that am is are was were be been have has had do did will would could ' +
    'can may might should must if when whenever as soon possible well again too trouble bother bothering help moment minute ' +
    'second time question favour favor hope hoping wish wonder wondering whether to a an the and but or of in at on up out ' +
    'ahead advance hand happen happens mind like love need want ask asked asking tell know find figure learn learning see ' +
    'check look share give say explain understand appreciate appreciated curious interested let trying get got just really ' +
    'be doing boss manager slide slides deck presentation report meeting board call review talk email here been afraid ' +
    'sure quick quickly perhaps maybe for about with any chance able'
  ).split(' '),
);
/** They would turn a question round, but not in these. */
const IDIOMS =
  /\bif (?:it['’]?s|it is|that['’]?s|that is) not too much (?:trouble|to ask)\b|\bif you (?:don['’]?t|do not) mind\b/gi;

function isCourteous(text: string): boolean {
  return tokenize(text.replace(IDIOMS, '')).every(token => {
    const word = token.text.toLocaleLowerCase('en').replace(/['’].*$/, '');
    return COURTEOUS.has(word);
  });
}

/** Tells whether a text speaks of anything that data may hold. */
export type SpeaksOfData = (text: string) => boolean;

/** Whether a text names a time, a value, a number or anything that a cluster's experts have a word for. */
export function speaksOf(
  cluster: CompiledCluster,
  text: string,
  now: DateTime,
): boolean {
  const tokens = tokenize(text);
  return (
    readTimeSpans(text, now).length > 0 ||
    tokens.some(
      (token, at) =>
        /\d/.test(token.text) ||
        (!COURTEOUS.has(token.text.toLocaleLowerCase('en')) &&
          !isNeutral(token.text) &&
          !isRequest(token.text) &&
          !isStopWord(token.text) &&
          (cluster.words.has(token.text.toLocaleLowerCase('en')) ||
            (cluster.words.has(token.stem) && token.text.endsWith('s')) ||
            cluster.lexicon.schema.has(token.stem) ||
            cluster.vocabulary.values.match(tokens, at) !== undefined)),
    )
  );
}

/** A point within "3.5" or "example.com" ends none. */
const SENTENCE = /(?:[^.!?]|[.!?]+(?=[^\s.!?]))+(?:[.!?]+(?=\s|$)|$)|[.!?]+/g;

function isCourtesy(sentence: string, speaksOfData: SpeaksOfData): boolean {
  return (
    GREETING.test(sentence.trim()) &&
    isCourteous(sentence) &&
    !speaksOfData(sentence)
  );
}

/**
 * Takes away greetings, thanks and the polite way to the question itself, such as "I was wondering whether you might
 * let me know". What could narrow the question is left where it is, and so is what speaks of data.
 */
export function stripCourtesy(
  question: string,
  speaksOfData: SpeaksOfData,
): string {
  const sentences = question.match(SENTENCE) ?? [];
  const kept =
    sentences.length > 1
      ? sentences.filter(sentence => !isCourtesy(sentence, speaksOfData))
      : sentences;
  return kept
    .map(sentence => stripSentence(sentence, speaksOfData))
    .join(' ')
    .trim();
}

function stripSentence(sentence: string, speaksOfData: SpeaksOfData): string {
  const tail = TAIL.exec(sentence);
  const body =
    tail && isCourteous(tail[0]) && !speaksOfData(tail[0])
      ? sentence.slice(0, tail.index)
      : sentence;
  const leads = [...body.matchAll(LEAD)];
  const last = leads[leads.length - 1];
  if (!last) {
    return body.trim();
  }
  const end = last.index + last[0].length;
  const opening = body.slice(0, last.index);
  return SPEAKERS.test(body.slice(0, end)) &&
    isCourteous(opening) &&
    !speaksOfData(opening)
    ? body.slice(end).trim()
    : body.trim();
}
