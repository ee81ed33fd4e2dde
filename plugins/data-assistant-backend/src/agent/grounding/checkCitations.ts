import { AgentNotes, ShownPiece } from '../tools/AgentNotes';

/** A model may write an id with the brackets in which it was shown. */
const plainId = (id: string) => id.trim().replace(/^\[(.*)\]$/, '$1');

/** Splits the ids that a model cites into pieces that it was really shown, and ids that it was not; each once. */
export function checkCitations(options: {
  cited: readonly string[];
  notes: Pick<AgentNotes, 'piece'>;
}): { known: ShownPiece[]; neverShown: string[] } {
  const known: ShownPiece[] = [];
  const neverShown: string[] = [];
  for (const id of new Set(options.cited.map(plainId))) {
    const piece = options.notes.piece(id);
    if (piece) {
      known.push(piece);
    } else {
      neverShown.push(id);
    }
  }
  return { known, neverShown };
}
