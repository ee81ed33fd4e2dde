/**
 * Extension points of the data assistant: warehouse connectors and health signals.
 *
 * @packageDocumentation
 */
export * from './warehouse';
export * from './healthSignal';
