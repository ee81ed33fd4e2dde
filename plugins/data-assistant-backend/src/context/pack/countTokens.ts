import { Tiktoken } from 'js-tiktoken/lite';
import cl100k from 'js-tiktoken/ranks/cl100k_base';

/** The encoder takes time in the square of a piece's length; a longer one is counted in parts. */
const LONGEST_PIECE = 64;
const REMEMBERED_AT_MOST = 200_000;

let encoder: Tiktoken | undefined;
/** Tokens of each piece: the words of texts recur, and the encoder remembers none. */
const remembered = new Map<string, number>();
const PIECE = new RegExp(cl100k.pat_str, 'gu');

/**
 * Loads the encoder, which takes a fifth of a second; without it the first count does. Of the encodings
 * that are published, cl100k_base has a smaller vocabulary than o200k_base, so it hardly ever counts less
 * than present models do.
 */
export function loadTokenCounter(): Tiktoken {
  encoder ??= new Tiktoken(cl100k);
  return encoder;
}

/**
 * How many tokens of cl100k_base a text takes; a little more where it has very long words. No part of it is
 * a special token: those are counted as the letters they are.
 */
export function countTokens(text: string): number {
  let count = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    for (let from = 0; from < piece.length; from += LONGEST_PIECE) {
      count += countPiece(piece.slice(from, from + LONGEST_PIECE));
    }
  }
  return count;
}

function countPiece(piece: string): number {
  const known = remembered.get(piece);
  if (known !== undefined) {
    return known;
  }
  const count = loadTokenCounter().encode(piece, [], []).length;
  if (remembered.size >= REMEMBERED_AT_MOST) {
    remembered.clear();
  }
  remembered.set(piece, count);
  return count;
}
