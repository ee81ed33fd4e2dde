import { AlternateFinder } from './AlternateFinder';
import { FIELD_INDEX } from './fields';
import { Holders } from './Holders';
import { ClusterMeasures, emptyMeasures } from './measures';
import { PieceMeasurer } from './PieceMeasurer';
import { QuestionTerm, ReadQuestion } from './readQuestion';
import { phraseKey, Segment } from './Segment';
import { TermDictionary } from './TermDictionary';
import { rarityAmong, K1, TermWeigher } from './TermWeigher';

/** A word, or another that may stand for it, and what it counts at most. */
export interface Reading {
  term: number;
  weight: number;
}

const COLUMN_NAME_SHARE = 0.6;
/** Only clusters that speak most of the question are looked into piece by piece. */
const LOOKED_INTO = 40;

/** Measures the clusters given, and no others. */
export class ClusterScorer {
  readonly #dictionary: TermDictionary;
  readonly #segments: readonly Segment[];
  readonly #weigher: TermWeigher;
  readonly #alternates: AlternateFinder;
  readonly #best: Float64Array;
  readonly #bestCover: Float64Array;

  constructor(options: {
    dictionary: TermDictionary;
    holders: Holders;
    segments: readonly Segment[];
  }) {
    this.#dictionary = options.dictionary;
    this.#segments = options.segments;
    this.#weigher = new TermWeigher(options);
    this.#alternates = new AlternateFinder({
      ...options,
      isSaid: term => this.#weigher.weigh(term).segments.length > 0,
    });
    this.#best = new Float64Array(options.segments.length);
    this.#bestCover = new Float64Array(options.segments.length);
  }

  measure(question: ReadQuestion): ClusterMeasures {
    const measures = emptyMeasures(this.#segments.length);
    const words = question.terms.map(word => {
      const own = this.#dictionary.find(word.term);
      const rarity = this.#rarityOf(own);
      measures.possible += word.weight * rarity * (K1 + 1);
      const readings = this.#readings(word, own, rarity);
      this.#addWord(measures, readings, word.weight * rarity);
      if (own !== undefined) {
        this.#addNames(measures, own, word.weight);
      }
      return readings;
    });
    const full = measures.possible / (K1 + 1) || 1;
    measures.covered.forEach((sum, at) => {
      measures.covered[at] = sum / full;
    });
    this.#addPhrases(measures, question);
    const nearest = [...measures.words.keys()]
      .sort((a, b) => measures.words[b] - measures.words[a] || a - b)
      .slice(0, LOOKED_INTO);
    new PieceMeasurer({
      segments: this.#segments,
      weigher: this.#weigher,
      nearest,
    }).measure(words, measures);
    return measures;
  }

  #rarityOf(term: number | undefined): number {
    return term === undefined
      ? this.#weigher.highestRarity
      : this.#weigher.weigh(term).rarity;
  }

  /** The word itself and what may stand for it. A rarer word does not count more than the one it is for. */
  #readings(
    word: QuestionTerm,
    own: number | undefined,
    rarity: number,
  ): Reading[] {
    const readings: Reading[] = [];
    if (own !== undefined) {
      readings.push({ term: own, weight: word.weight * rarity });
    }
    for (const [term, factor] of this.#alternates.find(word)) {
      const weights = this.#weigher.weigh(term);
      if (weights.segments.length > 0) {
        const weight = word.weight * factor * Math.min(rarity, weights.rarity);
        readings.push({ term, weight });
      }
    }
    return readings;
  }

  /** Each cluster gets the best of the readings. */
  #addWord(measures: ClusterMeasures, readings: Reading[], full: number) {
    this.#best.fill(0);
    this.#bestCover.fill(0);
    for (const { term, weight } of readings) {
      const { segments, said } = this.#weigher.weigh(term);
      for (let i = 0; i < segments.length; i++) {
        const at = segments[i];
        const score = weight * said[i];
        if (score > this.#best[at]) {
          this.#best[at] = score;
        }
        if (weight > this.#bestCover[at]) {
          this.#bestCover[at] = Math.min(weight, full);
        }
      }
    }
    for (let at = 0; at < this.#segments.length; at++) {
      measures.words[at] += this.#best[at];
      measures.covered[at] += this.#bestCover[at];
    }
  }

  #addNames(measures: ClusterMeasures, own: number, weight: number): void {
    const { segments, places } = this.#weigher.weigh(own);
    const shares = segments.map((at, i) => {
      const { fieldStarts, fields } = this.#segments[at].arrays;
      const named = fields.subarray(
        fieldStarts[places[i]],
        fieldStarts[places[i] + 1],
      );
      if (named.includes(FIELD_INDEX.tableNames)) {
        return 1;
      }
      return named.includes(FIELD_INDEX.columnNames) ? COLUMN_NAME_SHARE : 0;
    });
    const rarity = rarityAmong(
      this.#segments.length,
      shares.filter(share => share > 0).length,
    );
    segments.forEach((at, i) => {
      measures.names[at] += weight * rarity * shares[i];
    });
  }

  #addPhrases(measures: ClusterMeasures, { phrases }: ReadQuestion): void {
    for (const phrase of phrases) {
      const [first, second] = phrase.map(term => this.#dictionary.find(term));
      if (first === undefined || second === undefined) {
        continue;
      }
      const key = phraseKey(first, second);
      const counts = this.#segments.map(segment => segment.countPhrase(key));
      const rarity = rarityAmong(
        this.#segments.length,
        counts.filter(count => count > 0).length,
      );
      counts.forEach((count, at) => {
        measures.phrases[at] += (rarity * count) / (count + K1);
      });
    }
  }
}
