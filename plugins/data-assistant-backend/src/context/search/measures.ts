/** How near a cluster is to a question, in several measures. */
export const MEASURES = [
  'words',
  'dataset',
  'joined',
  'pair',
  'phrases',
  'names',
] as const;

/**
 * - `words`: BM25F of all that the cluster says
 * - `dataset`: BM25 of the dataset that says most of the question, with the questions of the pairs that read
 *   it: words that stand together mean more than scattered ones
 * - `joined`: what a second dataset adds to it
 * - `pair`: BM25 of the nearest pair
 * - `phrases`: words that stand side by side in both
 * - `names`: words that are the whole name of a table or column
 */
export type Measure = (typeof MEASURES)[number];

/** Each measure for each cluster. */
export type ClusterMeasures = Record<Measure, Float64Array> & {
  /** The share (0 to 1) of the question's weight that each cluster says at all. */
  covered: Float64Array;
  /** What a cluster could score at most in `words`. */
  possible: number;
};

export function emptyMeasures(size: number): ClusterMeasures {
  const entries = MEASURES.map(name => [name, new Float64Array(size)] as const);
  return {
    ...(Object.fromEntries(entries) as Record<Measure, Float64Array>),
    covered: new Float64Array(size),
    possible: 0,
  };
}
