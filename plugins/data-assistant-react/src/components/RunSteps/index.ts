export { RunSteps } from './RunSteps';
export type { RunStepsProps } from './RunSteps';
export { StepsToggle } from './StepsToggle';
export type { StepsToggleProps } from './StepsToggle';
