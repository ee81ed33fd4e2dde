import { plainForm, stemOf } from '../context/tokens';
import { CLASS_PHRASES } from './wordClasses';

/**
 * Words that name nothing and constrain nothing. A positive list: "also", "if", "my" or "and" change what
 * is asked, and so does every word that is not here.
 */
const NEUTRAL = new Set(
  [
    'a an the of in on at to for from during within',
    'is are was were be been am do does did done have has had having',
    'what who how it its this that these those there here',
    'we our ours you your so far now currently right moment',
    'exist exists',
    'pls plz thx asap',
    'please thanks thank hi hello hey ok okay get got',
    'let total overall altogether whole entire exactly actually',
    'go goes going went take takes took make makes made figure figures',
  ]
    .join(' ')
    .split(' '),
);

/**
 * Words that join and point. Beside the words that they join they constrain nothing, so one that the other
 * side does not say is no reason to refuse; "my", "only", "if" or "since" are none of them.
 */
const LINKS = new Set(
  [
    'and but with by as than then so such any all some also too very just among into through per',
    'which who whom whose they them their theirs he she his her hers itself themselves',
    'being having been become becomes either both respective respectively corresponding associated',
  ]
    .join(' ')
    .split(' '),
);

/** Words that the classes or the time spans are made of, so that they are no typing errors. */
const FUNCTION_WORDS = new Set(
  'after against and any before between both but each every few first if last least less many more most much my never no nor not off only or other out over same should since some still such than under until up us while with without'.split(
    ' ',
  ),
);

const REQUEST =
  /^(?:show|give|tell|find|fetch|display|list|see|get|know|return|report|retrieve|provide|present|compute|calculate)$/i;

/** True for a verb with which somebody asks for an answer, at the start of a sentence. */
export function isRequest(word: string): boolean {
  return REQUEST.test(word);
}

const OPENING =
  /^\s*(?:(?:hi|hello|hey)[,! ]+)?(?:(?:please|pls|can you|could you|would you|can i|could i|i(?:['’]d| would) like to|i want to|i need to|let me|do you know)\s+)*(?:please\s+)?(?:show|give|tell|find|fetch|display|list|see|get|know|return|report|retrieve|provide|present|compute|calculate)\s+(?:me |us )?(?=\S)/i;

/** How many characters at the start of a question only ask for an answer. */
export function requestLength(text: string): number {
  return OPENING.exec(text)?.[0].length ?? 0;
}

/** So with which somebody asks; further on they may say something: "how many people do we need". */
const ASKING = new Set(
  'i me want need know see like can could would'.split(' '),
);

/** True for words that only ask, as long as nothing has been named. */
export function isAsking(word: string): boolean {
  return ASKING.has(plainForm(word));
}

/** True for words that neither name anything nor constrain the answer. */
export function isNeutral(word: string): boolean {
  return NEUTRAL.has(plainForm(word));
}

/** Words that stand before a place or a value. */
export const PLACES = /^(?:in|from|for|of|within)$/i;

/** True for words that only join or point. */
export function isLink(word: string): boolean {
  return LINKS.has(plainForm(word));
}

const classWords = new Set(
  CLASS_PHRASES.flatMap(
    ([, pattern]) => pattern.source.match(/[a-z]{3,}/g) ?? [],
  ).map(stemOf),
);

/** True for words that plain English knows as something else than a name or code. */
export function isKnownWord(word: string): boolean {
  const plain = plainForm(word);
  return (
    NEUTRAL.has(plain) ||
    ASKING.has(plain) ||
    FUNCTION_WORDS.has(plain) ||
    classWords.has(stemOf(plain))
  );
}
