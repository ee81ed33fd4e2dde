import { FIELDS, FIELD_WEIGHTS } from './fields';
import { Holders } from './Holders';
import { Segment } from './Segment';

/** Term saturation and length normalisation of BM25F (Robertson and Zaragoza 2009). */
export const K1 = 1.2;
export const B = 0.65;

const WEIGHTS = FIELDS.map(field => FIELD_WEIGHTS[field]);

/**
 * A few clusters say little of how rare a word is: one that all three say may still be of their trade. So
 * they are taken for a part of as many as this, of which the rest do not say it.
 */
const FEWEST_CLUSTERS = 40;

/** A word's weight: rare means telling (Robertson and Spärck Jones 1976). */
export function inverseFrequency(all: number, found: number): number {
  return Math.log(1 + (all - found + 0.5) / (found + 0.5));
}

/** A word's weight by how many of the clusters say it. */
export function rarityAmong(clusters: number, found: number): number {
  return inverseFrequency(Math.max(clusters, FEWEST_CLUSTERS), found);
}

/** What a word tells of the clusters that say it. */
export interface TermWeights {
  /** Positions of those segments. */
  segments: number[];
  /** The word's place in each. */
  places: number[];
  /** How much each speaks of the word: 0 to `K1 + 1`. */
  said: number[];
  rarity: number;
}

/** Weighs words for a set of clusters. Every figure is of these clusters alone. */
export class TermWeigher {
  readonly segments: readonly Segment[];
  /** Of a word that none says. */
  readonly highestRarity: number;
  /** By `segment * FIELDS.length + field`: what one occurrence counts. */
  readonly #norms: Float64Array;
  readonly #known = new Map<number, TermWeights>();

  readonly #holders: Holders;
  readonly #positions: ReadonlyMap<Segment, number>;

  constructor(options: { segments: readonly Segment[]; holders: Holders }) {
    const { segments } = options;
    this.segments = segments;
    this.#holders = options.holders;
    this.#positions = new Map(segments.map((segment, at) => [segment, at]));
    this.highestRarity = rarityAmong(segments.length, 0);
    this.#norms = new Float64Array(segments.length * FIELDS.length);
    for (let field = 0; field < FIELDS.length; field++) {
      const lengths = segments.map(({ arrays }) => arrays.fieldLengths[field]);
      const average =
        lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
      lengths.forEach((length, at) => {
        this.#norms[at * FIELDS.length + field] =
          WEIGHTS[field] / (1 - B + (B * length) / average);
      });
    }
  }

  weigh(term: number): TermWeights {
    const known = this.#known.get(term);
    if (known) {
      return known;
    }
    const weights: TermWeights = {
      segments: [],
      places: [],
      said: [],
      rarity: 0,
    };
    const holders = this.#holders.of(term);
    for (let holder = 0; holder < holders.segments.length; holder++) {
      const at = this.#positions.get(holders.segments[holder]);
      if (at === undefined) {
        continue;
      }
      const place = holders.places[holder];
      const { fieldStarts, fields, counts } = this.segments[at].arrays;
      let frequency = 0;
      for (let i = fieldStarts[place]; i < fieldStarts[place + 1]; i++) {
        frequency += counts[i] * this.#norms[at * FIELDS.length + fields[i]];
      }
      if (frequency > 0) {
        weights.segments.push(at);
        weights.places.push(place);
        weights.said.push((frequency * (K1 + 1)) / (frequency + K1));
      }
    }
    weights.rarity = rarityAmong(this.segments.length, weights.segments.length);
    this.#known.set(term, weights);
    return weights;
  }
}
