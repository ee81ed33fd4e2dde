/**
 * A server that plays a model, and models that record and replay: for tests and benchmarks.
 *
 * @packageDocumentation
 */
export { ModelTestServer } from './server/ModelTestServer';
export type { ModelTestServerOptions } from './server/ModelTestServer';
export { endlessToolLoop, modelReplies } from './server/modelReplies';
export type {
  ModelFault,
  ModelReply,
  ModelReplyToolCall,
  ModelScript,
  ModelTestBody,
  ModelTestOutcome,
  ModelTestRequest,
} from './server/ModelReply';
export { hashOfRequest, readModelExchanges } from './replay/ModelExchange';
export type { ModelExchange } from './replay/ModelExchange';
export { RecordingModel } from './replay/RecordingModel';
export { ReplayModel } from './replay/ReplayModel';
export type { ReplayModelOptions } from './replay/ReplayModel';
// Named in the signatures above.
export type {
  ModelMessage,
  ModelPrices,
  ModelProvider,
  ModelRequest,
  ModelResponse,
  ModelTool,
  ModelToolCall,
  ModelUsage,
} from '../models';
