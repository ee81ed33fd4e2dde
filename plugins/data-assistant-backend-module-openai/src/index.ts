/**
 * Models behind any OpenAI-compatible endpoint for the data assistant.
 *
 * @packageDocumentation
 */
export { dataAssistantModuleOpenai as default } from './module';
