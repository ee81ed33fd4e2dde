export { AssistantPageBody } from './AssistantPage';
