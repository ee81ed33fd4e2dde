import cl100k from 'gpt-tokenizer/bpeRanks/cl100k_base';
import { BytePairEncodingCore } from 'gpt-tokenizer/BytePairEncodingCore';
import { CL100K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';

/** The encoder takes time in the square of a piece's length; a longer one is counted in parts. */
const LONGEST_PIECE = 64;
const REMEMBERED_AT_MOST = 100_000;
const PIECE = new RegExp(CL100K_TOKEN_SPLIT_REGEX);
/**
 * The parts of the encoding, since the types of the whole name exports by strings, which the compiler refuses here. Its
 * special tokens are counted as the letters they are.
 */
const encoder = new BytePairEncodingCore({
  bytePairRankDecoder: cl100k,
  tokenSplitRegex: CL100K_TOKEN_SPLIT_REGEX,
  specialTokensEncoder: new Map([['<|endoftext|>', 100_257]]),
  // What is remembered below is smaller.
  mergeCacheSize: 0,
});

/** Tokens of each piece, since the words of texts recur. */
const remembered = new Map<string, number>();

/**
 * How many tokens of cl100k_base a text takes; a little more where it has very long words. No part of it is
 * a special token: those are counted as the letters they are. Of the encodings that are published, this one
 * has a smaller vocabulary than o200k_base, so it hardly ever counts less than present models do.
 */
export function countTokens(text: string): number {
  let count = 0;
  let from = 0;
  PIECE.lastIndex = 0;
  // Each letter is of one piece, so a match need not be told: it goes from the end of the last one to its own.
  while (PIECE.test(text)) {
    const end = PIECE.lastIndex;
    for (; from < end; from += LONGEST_PIECE) {
      count += countPiece(
        text.slice(from, Math.min(end, from + LONGEST_PIECE)),
      );
    }
    from = end;
  }
  return count;
}

function countPiece(piece: string): number {
  const known = remembered.get(piece);
  if (known !== undefined) {
    return known;
  }
  const count = encoder.countNative(piece);
  if (remembered.size >= REMEMBERED_AT_MOST) {
    remembered.clear();
  }
  remembered.set(piece, count);
  return count;
}
