import {
  ColumnType,
  Dataset,
  Doc,
  Pair,
} from '@cairn/backstage-plugin-data-assistant-common';
import { PieceKind } from '../search/readPieces';

/** What a reader who knows nothing of a cluster needs to answer a question from it. */
export interface ContextPack {
  /** Markdown. All that others wrote stands in quotes, fences or lines that begin with `> `. */
  text: string;
  /** Of `text`, as `countTokens` counts; never more than the budget. */
  tokens: number;
  /** What the text tells of, in its order. The text names datasets by their table. */
  pieces: { kind: PieceKind; id: string; tokens: number }[];
  /** `schema.table` of all that the text names, nearest first. */
  tables: string[];
  /** Columns that the text names, by table, in the order of the schema. */
  columns: Record<string, string[]>;
  /** What there is and the text does not tell; of pairs and docs, those near the question. */
  omitted: { pairs: number; docs: number; datasets: number; columns: number };
}

/** A dataset without its profile: enough to name all columns of all tables. */
export interface DatasetOutline {
  id: string;
  table: string;
  columns: readonly string[];
  /** Of each column. */
  types: readonly ColumnType[];
  partitionColumn?: string;
}

/** What a pack is made from. */
export interface PackMaterial {
  cluster: { title: string; description?: string };
  /** All datasets that can be asked, in a fixed order. */
  outlines: readonly DatasetOutline[];
  /** How near datasets are to the question, by id; those that have nothing to do with it are left out. */
  nearness: ReadonlyMap<string, number>;
  /** The nearest, with their profiles. */
  datasets: readonly Dataset[];
  /** Nearest first. */
  pairs: readonly { pair: Pair; score: number }[];
  docs: readonly { doc: Doc; score: number }[];
}
