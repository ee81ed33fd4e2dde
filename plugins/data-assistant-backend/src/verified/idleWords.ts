import { ClusterVocabulary } from './ClusterVocabulary';
import { isAsking, isNeutral, isRequest, PLACES } from './neutralWords';
import { Sentence } from './Sentence';

const ARTICLE = /^(?:the|an?)$/i;

/** Whether a word says nothing where it stands. One that may be meant as a code ("in it") is never idle. */
export function isIdle(
  sentence: Sentence,
  at: number,
  vocabulary: ClusterVocabulary,
): boolean {
  const token = sentence.tokens[at];
  const mayBeCode =
    PLACES.test(sentence.wordAt(at - 1)) &&
    !ARTICLE.test(token.text) &&
    vocabulary.values.has(token);
  return (
    !mayBeCode &&
    (isNeutral(token.text) ||
      asksAgain(sentence, at) ||
      asksStill(sentence, at) ||
      equates(sentence, at, vocabulary) ||
      meansUs(sentence, at))
  );
}

/** "Thanks. Show …": a further sentence may begin with a request, too. */
function asksAgain(sentence: Sentence, at: number): boolean {
  return (
    isRequest(sentence.wordAt(at)) && /[.!?;]\s*$/.test(sentence.before(at))
  );
}

/** "What would I …": before anything is named, such words only ask. */
function asksStill(sentence: Sentence, at: number): boolean {
  return (
    isAsking(sentence.wordAt(at)) &&
    sentence.tokens
      .slice(sentence.first, at)
      .every(({ text }) => isNeutral(text) || isAsking(text))
  );
}

/** `country = NO`: the value says all; the column and the sign only lead to it. */
function equates(
  sentence: Sentence,
  at: number,
  { values }: ClusterVocabulary,
): boolean {
  return [at, at + 1].some(
    sign =>
      sentence.wordAt(sign) === '=' &&
      // Of "!=" neither sign may vanish.
      sentence.wordAt(sign - 1) !== '!' &&
      values.match(sentence.tokens, sign + 1) !== undefined,
  );
}

/** In lower case and after such a word "us" is who speaks; elsewhere it may be a country. */
function meansUs(sentence: Sentence, at: number): boolean {
  return (
    sentence.wordAt(at) === 'us' &&
    /^(?:by|with|to|show|tell|give|let)$/i.test(sentence.wordAt(at - 1))
  );
}
