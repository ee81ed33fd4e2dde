/**
 * What the confidence is computed from. Weights of words are `tellingOf`, 0 to 3 each; `…Left` is of the
 * question, `…Missing` of the phrasing.
 */
export const FEATURES = [
  'overlap',
  'related',
  'inSql',
  'left',
  'leftKnown',
  'leftSchema',
  'missingInSql',
  'missing',
  'linksDiffer',
  'headLeft',
  'headMissing',
  'headFirst',
  'columnsUnsaid',
  'aggregateLeft',
  'aggregateMissing',
  'extremeLeft',
  'extremeMissing',
  'logicLeft',
  'logicMissing',
  'comparisonLeft',
  'comparisonMissing',
  'groupLeft',
  'groupMissing',
  'orderDiffers',
  'distinctDiffers',
  'numbersLeft',
  'numbersMissing',
  'literalsMissing',
  'opposites',
] as const;

export type FeatureName = (typeof FEATURES)[number];

/** They may differ where all else is the same. */
const DIFFERENT_WORDING: ReadonlySet<FeatureName> = new Set([
  'headLeft',
  'headMissing',
  'headFirst',
  'linksDiffer',
  'orderDiffers',
  'distinctDiffers',
]);

/** Sums up how a question and a phrasing differ. What nothing is added to is 0. */
export class FeatureTally {
  static create(): FeatureTally {
    return new FeatureTally();
  }

  readonly #sums = new Map<FeatureName, number>();

  private constructor() {}

  add(name: FeatureName, value: number): void {
    this.#sums.set(name, (this.#sums.get(name) ?? 0) + value);
  }

  /** In the order of `FEATURES`. */
  toList(): number[] {
    return FEATURES.map(name => this.#sums.get(name) ?? 0);
  }

  /** Whether both have the same words, however they are put together. */
  get hasSameWords(): boolean {
    return FEATURES.every(
      name =>
        (this.#sums.get(name) ?? 0) === (name === 'overlap' ? 1 : 0) ||
        DIFFERENT_WORDING.has(name),
    );
  }
}
