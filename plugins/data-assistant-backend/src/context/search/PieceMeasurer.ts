import { Reading } from './ClusterScorer';
import { ClusterMeasures } from './measures';
import { PieceScores } from './PieceScores';
import { PieceKind } from './readPieces';
import { Segment } from './Segment';
import { B, K1, TermWeigher } from './TermWeigher';

/** Looks into the nearest clusters: which of their pairs and datasets say most of the question. */
export class PieceMeasurer {
  readonly #segments: readonly Segment[];
  readonly #weigher: TermWeigher;
  readonly #nearest: readonly number[];
  /** Where the pieces of each segment begin in one row of all pieces; -1 for those not looked into. */
  readonly #offsets: Int32Array;
  readonly #pieceCount: number;

  constructor(options: {
    segments: readonly Segment[];
    weigher: TermWeigher;
    /** Positions of segments. */
    nearest: readonly number[];
  }) {
    this.#segments = options.segments;
    this.#weigher = options.weigher;
    this.#nearest = options.nearest;
    this.#offsets = new Int32Array(this.#segments.length).fill(-1);
    let offset = 0;
    for (const at of this.#nearest) {
      this.#offsets[at] = offset;
      offset += this.#segments[at].ids.length;
    }
    this.#pieceCount = offset;
  }

  measure(words: readonly Reading[][], measures: ClusterMeasures): void {
    const scores = new PieceScores(this.#pieceCount);
    const averages = {
      pair: this.#averageLength('pair'),
      dataset: this.#averageLength('dataset'),
    };
    for (const readings of words) {
      scores.begin();
      for (const reading of readings) {
        this.#addReading(scores, reading, averages);
      }
    }
    const best = this.#nearest.map(at => {
      const offset = this.#offsets[at];
      const bestOf = (kind: PieceKind) => {
        const [from, to] = this.#segments[at].rangeOf(kind);
        return scores.best(offset + from, offset + to);
      };
      measures.pair[at] = bestOf('pair').score;
      const dataset = bestOf('dataset');
      measures.dataset[at] = dataset.score;
      return dataset.piece;
    });
    const gains = scores.gainsOver(
      best,
      this.#nearest.map(at => this.#offsets[at]),
    );
    for (const at of this.#nearest) {
      const [from, to] = this.#segments[at].rangeOf('dataset');
      for (let piece = from; piece < to; piece++) {
        const gain = gains[this.#offsets[at] + piece];
        if (gain > measures.joined[at]) {
          measures.joined[at] = gain;
        }
      }
    }
  }

  #addReading(
    scores: PieceScores,
    { term, weight }: Reading,
    averages: { pair: number; dataset: number },
  ): void {
    const { segments, places } = this.#weigher.weigh(term);
    for (let i = 0; i < segments.length; i++) {
      const offset = this.#offsets[segments[i]];
      if (offset < 0) {
        continue;
      }
      const { arrays, firstDoc, firstDataset } = this.#segments[segments[i]];
      const { pieces, weights, pieceLengths, pieceStarts } = arrays;
      const end = pieceStarts[places[i] + 1];
      for (let at = pieceStarts[places[i]]; at < end; at++) {
        const piece = pieces[at];
        if (piece < firstDoc || piece >= firstDataset) {
          const average = piece < firstDoc ? averages.pair : averages.dataset;
          const norm = K1 * (1 - B + (B * pieceLengths[piece]) / average);
          scores.raise(
            offset + piece,
            (weight * weights[at] * (K1 + 1)) / (weights[at] + norm),
          );
        }
      }
    }
  }

  #averageLength(kind: PieceKind): number {
    let sum = 0;
    let count = 0;
    for (const segment of this.#segments) {
      const [from, to] = segment.rangeOf(kind);
      sum += segment.lengthOf(kind);
      count += to - from;
    }
    return sum / (count || 1) || 1;
  }
}
