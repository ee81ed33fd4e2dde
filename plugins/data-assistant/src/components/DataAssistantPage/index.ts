export { DataAssistantLayout } from './DataAssistantLayout';
export { DataAssistantPage } from './DataAssistantPage';
