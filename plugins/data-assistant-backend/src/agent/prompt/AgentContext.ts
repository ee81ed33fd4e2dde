import { ShownPiece } from '../tools/AgentNotes';

/** What a model is shown before its first step, as the journal keeps it. */
export interface AgentContext {
  /** Those that it may choose among at first; it may find others. */
  clusters: { id: string; title: string; owner: string }[];
  /** Markdown. */
  text: string;
  pieces: ShownPiece[];
}
