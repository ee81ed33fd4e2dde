/**
 * Pieces of the data assistant that other plugins may show: answer, SQL, result table and chart, health.
 *
 * @packageDocumentation
 */
export { dataAssistantApiRef } from './api';
export { dataAssistantReactTranslationRef } from './translation';
