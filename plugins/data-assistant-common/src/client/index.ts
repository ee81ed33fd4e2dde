export * from './DataAssistantApi';
export * from './DataAssistantClient';
