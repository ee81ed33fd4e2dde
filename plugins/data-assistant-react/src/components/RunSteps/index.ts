export { RunSteps } from './RunSteps';
export type { RunStep, RunStepsProps } from './RunSteps';
