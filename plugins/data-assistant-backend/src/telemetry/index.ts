export { Telemetry } from './Telemetry';
export { tracedModels, tracedWarehouses } from './traced';
export { TracedRunExecutor } from './TracedRunExecutor';
