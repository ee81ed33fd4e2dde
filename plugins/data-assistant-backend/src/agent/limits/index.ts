export * from './AgentLimit';
export * from './createLimits';
export { timeIsUp } from './timeLimit';
