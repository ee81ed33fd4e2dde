import { AgentLimit } from './AgentLimit';

/** Calls of the model; the last one of them is kept for telling what there is. */
export function stepLimit(max: number): AgentLimit {
  return ({ ofRun: { modelCalls } }) =>
    modelCalls + 1 < max
      ? undefined
      : {
          limit: 'steps',
          message: `The ${max} turns of the model that one question may take are used up. Ask for less at once, or add what is known to the question.`,
          allowsLastTurn: modelCalls < max,
        };
}
