export * from './analyzeFor';
export * from './SqlAnalyzer';
