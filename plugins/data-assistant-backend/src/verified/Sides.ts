import { ClusterWords } from './ClusterWords';
import { PairSignature } from './PairSignature';
import { Wording } from './Wording';

/** A question, and the phrasing of a pair that it is compared with. */
export interface Sides {
  asked: Wording;
  said: Wording;
  /** The pair, whose other phrasings and whose SQL are heard too. */
  signature: PairSignature;
  /** Those of the pair's cluster. */
  words: ClusterWords;
}
