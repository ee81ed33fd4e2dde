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
    'we our ours you your i me so far now currently right moment',
    'please thanks thank hi hello hey ok okay want know need see get got',
    'can could would like let total overall altogether whole entire exactly actually',
    'go goes going went take takes took make makes made figure figures',
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

const OPENING =
  /^\s*(?:(?:hi|hello|hey)[,! ]+)?(?:(?:please|pls|can you|could you|would you|can i|could i|i(?:['’]d| would) like to|i want to|i need to|let me|do you know)\s+)*(?:please\s+)?(?:show|give|tell|find|fetch|display|list|see|get|know)\s+(?:me |us )?(?=\S)/i;

/** How many characters at the start of a question only ask for an answer. */
export function requestLength(text: string): number {
  return OPENING.exec(text)?.[0].length ?? 0;
}

/** True for words that neither name anything nor constrain the answer. */
export function isNeutral(word: string): boolean {
  return NEUTRAL.has(plainForm(word));
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
    FUNCTION_WORDS.has(plain) ||
    classWords.has(stemOf(plain))
  );
}
