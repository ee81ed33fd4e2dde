export * from './CoverageSignal';
export * from './DataFreshnessSignal';
export * from './PairValiditySignal';
