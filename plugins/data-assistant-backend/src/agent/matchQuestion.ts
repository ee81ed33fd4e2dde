import { DateTime } from 'luxon';
import { PastTurn } from '../conversations/RunExecutor';
import { CompiledCluster } from '../verified/CompiledCluster';
import { decideMatch, MatchDecision } from '../verified/decideMatch';
import { AnswerPlan, NoPlan, Routing } from './AnswerPlan';
import { planFollowUp } from './followUps';
import { planAnswer } from './planAnswer';
import { planUncovered } from './planUncovered';

/** The plan of a verified answer, or why there is none. */
export type MatchResult =
  | { plan: AnswerPlan; noPlan?: undefined }
  | { plan?: undefined; noPlan: NoPlan };

export interface MatchOptions {
  question: string;
  /** Oldest first. */
  history: PastTurn[];
  /** Where it may be answered. */
  routed: CompiledCluster[];
  /** The cluster of the answer before, if it may be asked. */
  before: CompiledCluster[];
  routing: Routing;
  /** The asker named the cluster. */
  onlyCluster: boolean;
  now: DateTime;
}

/** Finds the pair that answers a question as it stands or, where none does, in the light of those before it. */
export function matchQuestion(options: MatchOptions): MatchResult {
  const { question, routed, before, routing, onlyCluster, now } = options;
  const decision = decideMatch(question, routed, { now, onlyCluster });
  if (decision.chosen) {
    return { plan: planChosen(decision, decision.chosen, now) };
  }
  const others = before.filter(
    ({ cluster }) => !routed.some(each => each.cluster.id === cluster.id),
  );
  const followUp =
    before.length === 0
      ? undefined
      : planFollowUp({ ...options, clusters: [...routed, ...others] });
  return (
    followUp ?? {
      noPlan: planUncovered({
        decision,
        clusters: routed,
        routing,
        onlyCluster,
      }),
    }
  );
}

function planChosen(
  { mendings }: MatchDecision,
  chosen: NonNullable<MatchDecision['chosen']>,
  now: DateTime,
): AnswerPlan {
  const plan = planAnswer(chosen, now);
  const mended = mendings.map(
    ({ from, to }) => `“${from}” was read as “${to}”.`,
  );
  return { ...plan, assumptions: [...mended, ...plan.assumptions] };
}
