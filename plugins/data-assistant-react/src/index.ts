/**
 * Pieces of the data assistant that other plugins may show: answer, SQL, result table and chart, health.
 *
 * @packageDocumentation
 */
export { dataAssistantApiRef } from './api';
export { dataAssistantReactTranslationRef } from './translation';
export { defaultFactLink, defaultSourceLink } from './links';
export * from './components/AnswerView';
export * from './components/FeedbackForm';
export * from './components/Health';
export * from './components/ResultChart';
export { ResultTable, toCsv } from './components/ResultTable';
export type { ResultTableProps } from './components/ResultTable';
export * from './components/RunSteps';
export * from './components/SqlBlock';
