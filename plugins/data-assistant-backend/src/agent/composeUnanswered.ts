import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { RunOutcome, RunRequest } from '../conversations/RunExecutor';
import { NoPlan, Routing } from './AnswerPlan';
import { composeUncovered } from './composeAnswer';
import { sayFrom } from './sayFrom';
import { TOUCHES_CLUSTER } from './planUncovered';

/** No answer: why, what comes near, and whose unmet demand it is; `more` is what a model found out. */
export function composeUnanswered(
  request: RunRequest,
  { near }: Routing,
  noPlan: NoPlan,
  more: Partial<Answer> & { clusterId?: string } = {},
): RunOutcome {
  const { clusterId, ...said } = more;
  const { sentence, ...uncovered } = composeUncovered(noPlan);
  const [nearest] = near;
  const touched =
    noPlan.broken?.clusterId ??
    noPlan.goesOn?.clusterId ??
    clusterId ??
    request.clusterId ??
    (nearest && nearest.score >= TOUCHES_CLUSTER ? nearest.cluster : undefined);
  return {
    answer: {
      ...uncovered,
      // Who could add what is missing.
      ...(said.missing !== undefined && touched !== undefined
        ? { cluster: touched }
        : {}),
      ...said,
      sentence:
        said.sentence === undefined
          ? sentence
          : [said.sentence, sayFrom(noPlan)].filter(Boolean).join(' '),
    },
    touched:
      touched === undefined ? [] : [{ clusterId: touched, tier: 'uncovered' }],
  };
}
