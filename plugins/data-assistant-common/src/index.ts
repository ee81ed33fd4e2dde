/**
 * Domain types, permissions, entity model constants and the HTTP client of the data assistant.
 *
 * @packageDocumentation
 */
export * from './answer';
export * from './context';
export * from './conversation';
export * from './entityModel';
export * from './health';
export * from './permissions';
export * from './client';
