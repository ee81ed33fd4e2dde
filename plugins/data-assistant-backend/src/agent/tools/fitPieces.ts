import { countTokens } from '../../context/pack/countTokens';
import { FoundPiece, renderPiece } from './FoundPiece';

/** Kinds in turns: of each, the nearest matter more than the last of another. */
function* inTurns(kinds: FoundPiece[][]): Iterable<FoundPiece> {
  const longest = Math.max(0, ...kinds.map(({ length }) => length));
  for (let index = 0; index < longest; index++) {
    for (const pieces of kinds) {
      if (index < pieces.length) {
        yield pieces[index];
      }
    }
  }
}

/** How many pieces of each kind there were no room for. */
export type LeftOut = Record<FoundPiece['kind'], number>;

/**
 * Pieces that fit into a budget of tokens as `renderPiece` writes them, nearest first of each kind, and how many
 * did not.
 */
export function fitPieces(
  kinds: FoundPiece[][],
  budgetTokens: number,
): { pieces: FoundPiece[]; leftOut: LeftOut } {
  const pieces: FoundPiece[] = [];
  const leftOut: LeftOut = { pair: 0, doc: 0, dataset: 0 };
  let left = budgetTokens;
  for (const piece of inTurns(kinds)) {
    const tokens = countTokens(renderPiece(piece)) + 1;
    if (tokens <= left) {
      pieces.push(piece);
      left -= tokens;
    } else {
      leftOut[piece.kind]++;
    }
  }
  return { pieces, leftOut };
}
