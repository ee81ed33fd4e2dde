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
  const goesOn = noPlan.goesOn?.clusterId;
  const touched =
    noPlan.broken?.clusterId ??
    goesOn ??
    clusterId ??
    request.clusterId ??
    (nearest && nearest.score >= TOUCHES_CLUSTER ? nearest.cluster : undefined);
  const lacking = clusterId ?? goesOn ?? request.clusterId;
  return {
    answer: {
      ...uncovered,
      // Where what is missing belongs. The nearest cluster may be none of it.
      ...(said.missing !== undefined && lacking !== undefined
        ? { cluster: lacking }
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
