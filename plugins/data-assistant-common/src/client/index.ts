export * from './DataAssistantApi';
export * from './DataAssistantClient';
export type { RunStreamTiming } from './RunStream';
