export { createActions } from './createActions';
export { createMcpRouter } from './createMcpRouter';
export { registerActions } from './registerActions';
