import { DateTime } from 'luxon';
import { PastTurn } from '../../conversations/RunExecutor';
import { Filling } from '../../verified/assignSlots';
import { CompiledCluster } from '../../verified/CompiledCluster';
import {
  Candidate,
  decideMatch,
  MatchDecision,
} from '../../verified/decideMatch';
import { FollowUp, FollowUpReading } from './FollowUp';
import { readFollowUp } from './readFollowUp';

/** What comes of a question that goes on from an earlier one. */
export interface FollowUpDecision {
  followUp: FollowUp;
  /** The cluster that the earlier question was answered from. */
  cluster: CompiledCluster;
  decision: MatchDecision;
  /** The complete question that `decision` is about; undefined when none could be made out, or several fit. */
  readAs?: string;
  /** The readings that fit when there is more than one. */
  alternatives: FollowUpReading[];
}

export interface FollowUpDecisionOptions {
  question: string;
  /** Oldest first. */
  history: PastTurn[];
  /** All that may be asked; the one of the earlier answer has to be among them. */
  clusters: CompiledCluster[];
  now: DateTime;
  /** The asker named the cluster. */
  onlyCluster: boolean;
}

interface Previous {
  question: string;
  cluster: CompiledCluster;
}

/** The turn to go on from: the last that was answered, with none but follow-ups of it in between. */
function previousOf({
  history,
  clusters,
  now,
}: FollowUpDecisionOptions): Previous | undefined {
  const passedOver: PastTurn[] = [];
  for (const turn of history.toReversed()) {
    const { tier, readAs, cluster: id } = turn.answer;
    if (tier === 'uncovered') {
      passedOver.push(turn);
      continue;
    }
    const cluster = clusters.find(each => each.cluster.id === id);
    const previous = readAs ?? turn.question;
    return cluster &&
      passedOver.every(({ question }) =>
        readFollowUp({ question, previous, cluster, clusters, now }),
      )
      ? { question: previous, cluster }
      : undefined;
  }
  return undefined;
}

/** Id of the cluster of the last turn that was answered. */
export function clusterBefore(history: PastTurn[]): string | undefined {
  return history.findLast(({ answer }) => answer.tier !== 'uncovered')?.answer
    .cluster;
}

function meaningOf(filling: Filling): string {
  switch (filling.kind) {
    case 'span':
      return `${filling.span.from}..${filling.span.to}`;
    case 'value':
      return String(filling.value.value);
    default:
      return String(filling.count);
  }
}

/** The same for two readings that run the same. */
export function whatRuns({ cluster, pair, fillings }: Candidate): string {
  return JSON.stringify([
    cluster.cluster.id,
    pair.sql,
    ...[...fillings]
      .map(([name, filling]) => [name, meaningOf(filling)])
      .sort(),
  ]);
}

/** What comes near, without an answer. */
function unanswered(decision: MatchDecision): MatchDecision {
  return { ...decision, chosen: undefined, reason: 'none' };
}

/**
 * Reads a question by what was asked before it, and puts each complete question that it may mean to the matcher.
 * Undefined when it does not lean on an earlier one: then it stands for itself.
 *
 * To be asked only when no pair answers the question as it is.
 */
export function decideFollowUp(
  options: FollowUpDecisionOptions,
): FollowUpDecision | undefined {
  const { question, clusters, now, onlyCluster } = options;
  const previous = previousOf(options);
  if (!previous) {
    return undefined;
  }
  const { cluster } = previous;
  const followUp = readFollowUp({
    question,
    previous: previous.question,
    cluster,
    clusters,
    now,
  });
  if (!followUp) {
    return undefined;
  }
  const decide = (text: string, clusterId: string) =>
    decideMatch(
      text,
      clusters.filter(each => each.cluster.id === clusterId),
      { now, onlyCluster, mended: followUp.mendings },
    );
  const before = followUp.regroups
    ? decide(followUp.previous, cluster.cluster.id).chosen
    : undefined;
  const isAnsweredBefore = (chosen: Candidate | undefined) =>
    before !== undefined &&
    chosen !== undefined &&
    whatRuns(chosen) === whatRuns(before);
  const decided = followUp.readings.map(reading => {
    const decision = decide(reading.question, reading.clusterId);
    const passesOver =
      reading.question !== followUp.previous &&
      isAnsweredBefore(decision.chosen);
    return {
      reading,
      decision: passesOver ? unanswered(decision) : decision,
    };
  });
  const fitting = new Map<string, (typeof decided)[number]>();
  for (const each of decided) {
    const { chosen } = each.decision;
    const key = chosen && whatRuns(chosen);
    if (key !== undefined && !fitting.has(key)) {
      fitting.set(key, each);
    }
  }
  const fit = [...fitting.values()];
  if (fit.length > 1) {
    const near = fit.flatMap(({ decision }) => decision.chosen ?? []);
    return {
      followUp,
      cluster,
      decision: {
        ...fit[0].decision,
        chosen: undefined,
        reason: 'ambiguous',
        near,
      },
      alternatives: fit.map(({ reading }) => reading),
    };
  }
  const best =
    fit[0] ??
    decided.find(({ decision }) => decision.reason === 'broken') ??
    decided[0];
  return best
    ? {
        followUp,
        cluster,
        decision: best.decision,
        readAs: best.reading.question,
        alternatives: [],
      }
    : {
        followUp,
        cluster,
        // What comes near to both together is worth a suggestion, and no more than that.
        decision: unanswered(
          decide(`${followUp.previous} ${question}`, cluster.cluster.id),
        ),
        alternatives: [],
      };
}
