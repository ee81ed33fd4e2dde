import { tokenize } from '../context/tokens';
import { splitIdentifier } from '../context/words/splitIdentifier';

/** Stems of the words of a name; numbers in it only tell namesakes apart. */
export function stemsOfName(identifier: string): string[] {
  return tokenize(splitIdentifier(identifier))
    .map(({ stem }) => stem)
    .filter(stem => !/^\d+$/.test(stem));
}
