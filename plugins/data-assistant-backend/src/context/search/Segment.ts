import { PieceKind } from './readPieces';
import { TermDictionary } from './TermDictionary';

/** A term of the docs: what it is called, word by word, and the words of the column whose value it names. */
export interface GlossaryEntry {
  names: readonly (readonly number[])[];
  column: readonly number[];
}

/** The typed arrays that a segment is made of; `SegmentBuilder` makes them. */
export interface SegmentArrays {
  /** Numbers of the cluster's words, ascending. */
  terms: Uint32Array;
  /** From where on the fields of each word stand in `fields` and `counts`. */
  fieldStarts: Uint32Array;
  fields: Uint8Array;
  counts: Uint16Array;
  /** From where on the pieces that say each word stand in `pieces` and `weights`. */
  pieceStarts: Uint32Array;
  pieces: Uint32Array;
  /** How often a piece says the word, weighed by field. */
  weights: Float32Array;
  /** The sum of the weights of each piece. */
  pieceLengths: Float32Array;
  /** Words in each field of the cluster. */
  fieldLengths: Float64Array;
  /** Keys of two words that stand side by side, ascending, and how often. */
  phrases: Float64Array;
  phraseCounts: Uint16Array;
  /** From where on the schema's words that each pair uses stand in `used`. */
  usedStarts: Uint32Array;
  used: Uint32Array;
}

/** A number for two words side by side; exact, since numbers of words have less than 26 bits. */
export function phraseKey(first: number, second: number): number {
  return first * 2 ** 26 + second;
}

function indexIn(
  sorted: Uint32Array | Float64Array,
  value: number | undefined,
): number {
  if (value === undefined) {
    return -1;
  }
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle];
    if (found === value) {
      return middle;
    }
    if (found < value) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}

/**
 * The words of one cluster in typed arrays: how often each field says a word, and how much each piece
 * does. Of the context itself it keeps the ids of pieces alone. Pieces are numbered: pairs first, then docs,
 * then datasets.
 */
export class Segment {
  readonly ids: readonly string[];
  readonly firstDoc: number;
  readonly firstDataset: number;
  readonly glossary: readonly GlossaryEntry[];
  readonly arrays: SegmentArrays;
  readonly #lengths: Record<PieceKind, number>;

  constructor(parts: {
    ids: readonly string[];
    firstDoc: number;
    firstDataset: number;
    glossary: readonly GlossaryEntry[];
    arrays: SegmentArrays;
  }) {
    this.ids = parts.ids;
    this.firstDoc = parts.firstDoc;
    this.firstDataset = parts.firstDataset;
    this.glossary = parts.glossary;
    this.arrays = parts.arrays;
    const sum = (kind: PieceKind) =>
      this.arrays.pieceLengths
        .subarray(...this.rangeOf(kind))
        .reduce((total, length) => total + length, 0);
    this.#lengths = {
      pair: sum('pair'),
      doc: sum('doc'),
      dataset: sum('dataset'),
    };
  }

  /** Gives the words back; the segment is not to be used afterwards. */
  release(dictionary: TermDictionary): void {
    for (const term of this.arrays.terms) {
      dictionary.release(term);
    }
  }

  /** Where the pieces of a kind begin and end. */
  rangeOf(kind: PieceKind): [number, number] {
    switch (kind) {
      case 'pair':
        return [0, this.firstDoc];
      case 'doc':
        return [this.firstDoc, this.firstDataset];
      default:
        return [this.firstDataset, this.ids.length];
    }
  }

  /** The sum of the lengths of the pieces of a kind. */
  lengthOf(kind: PieceKind): number {
    return this.#lengths[kind];
  }

  kindOf(piece: number): PieceKind {
    if (piece < this.firstDoc) {
      return 'pair';
    }
    return piece < this.firstDataset ? 'doc' : 'dataset';
  }

  /** The place of a word in the arrays; -1 when the cluster does not say it. */
  indexOf(term: number | undefined): number {
    return indexIn(this.arrays.terms, term);
  }

  /** How often two words stand side by side. */
  countPhrase(key: number): number {
    const at = indexIn(this.arrays.phrases, key);
    return at < 0 ? 0 : this.arrays.phraseCounts[at];
  }
}
