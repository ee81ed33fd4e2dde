/**
 * Extension points of the data assistant: warehouse connectors, models, embeddings and health signals.
 *
 * @packageDocumentation
 */
export * from './warehouse';
export * from './models';
export * from './embeddings';
export * from './healthSignal';
