import { isAsking, isLink, isNeutral } from '../verified/neutralWords';

/** Words that lead over to what is asked; they stop a match, and yet name nothing that could be missing. */
const LEADING =
  /^(?:about|regarding|concerning|instead|again|maybe|perhaps|well|just)$/i;

function namesNothing(word: string): boolean {
  return (
    LEADING.test(word) || isNeutral(word) || isAsking(word) || isLink(word)
  );
}

/** Of the words that no vetted question says, each once, those that tell a reader what is missing. */
export function tellingWords(words: readonly string[]): string[] {
  return [...new Set(words)].filter(
    text => !text.split(/\s+/).every(namesNothing),
  );
}
