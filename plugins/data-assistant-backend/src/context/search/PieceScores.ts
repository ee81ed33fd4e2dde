/** What one word of a question is worth to the pieces that say it. */
interface WordScores {
  pieces: number[];
  scores: number[];
}

/** Scores of pieces, word by word: of several readings of one word, a piece gets the best. */
export class PieceScores {
  readonly #totals: Float64Array;
  readonly #words: WordScores[] = [];
  /** Place of a piece in the present word's list, plus one. */
  readonly #places: Uint32Array;

  constructor(size: number) {
    this.#totals = new Float64Array(size);
    this.#places = new Uint32Array(size);
  }

  /** Begins the next word. */
  begin(): void {
    const last = this.#words.at(-1);
    for (const piece of last?.pieces ?? []) {
      this.#places[piece] = 0;
    }
    this.#words.push({ pieces: [], scores: [] });
  }

  /** Gives the present word's score to a piece, unless it has a better one for it. */
  raise(piece: number, score: number): void {
    const word = this.#words[this.#words.length - 1];
    const place = this.#places[piece];
    if (place === 0) {
      word.pieces.push(piece);
      word.scores.push(score);
      this.#places[piece] = word.pieces.length;
      this.#totals[piece] += score;
    } else if (score > word.scores[place - 1]) {
      this.#totals[piece] += score - word.scores[place - 1];
      word.scores[place - 1] = score;
    }
  }

  scoreOf(piece: number): number {
    return this.#totals[piece];
  }

  /** The best piece from `from` to before `to`; piece -1 when none has a score. */
  best(from: number, to: number): { piece: number; score: number } {
    let piece = -1;
    let score = 0;
    for (let at = from; at < to; at++) {
      if (this.#totals[at] > score) {
        score = this.#totals[at];
        piece = at;
      }
    }
    return { piece, score };
  }

  /**
   * What each piece would add to the best piece of its group: word by word, what it scores beyond it.
   *
   * @param best - for each group its best piece, or -1
   * @param offsets - first piece of each group, ascending
   */
  gainsOver(best: readonly number[], offsets: readonly number[]): Float64Array {
    const groups = new Uint32Array(this.#totals.length);
    offsets.forEach((from, group) => {
      groups.fill(group, from, offsets[group + 1] ?? groups.length);
    });
    const gains = new Float64Array(this.#totals.length);
    const had = new Float64Array(best.length);
    for (const { pieces, scores } of this.#words) {
      had.fill(0);
      pieces.forEach((piece, at) => {
        if (best[groups[piece]] === piece) {
          had[groups[piece]] = scores[at];
        }
      });
      pieces.forEach((piece, at) => {
        gains[piece] += Math.max(0, scores[at] - had[groups[piece]]);
      });
    }
    return gains;
  }
}
