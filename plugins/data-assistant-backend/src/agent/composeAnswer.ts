import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { QueryResult } from '@cairn/backstage-plugin-data-assistant-node';
import { AnswerPlan, NoPlan } from './AnswerPlan';
import { chooseChart } from './chooseChart';
import { renderSentence } from './renderSentence';
import { writeSql } from '../sql/writeSql';
import { labelOfSpan } from '../verified/TimeSpan';
import { sayFrom } from './sayFrom';

const dayOf = (moment: string) => moment.slice(0, 10);

/** The day up to which all datasets of the plan hold data. */
function dataEnd(plan: AnswerPlan): string | undefined {
  return plan.freshness.map(({ newest }) => dayOf(newest)).sort()[0];
}

function labelOfDay(day: string): string {
  return labelOfSpan({ from: day, to: day });
}

/** What to say when the period lies outside the data, instead of a number that means nothing. */
function outsideData(plan: AnswerPlan): string | undefined {
  const { period, dataBegin } = plan;
  const end = dataEnd(plan);
  if (!period) {
    return undefined;
  }
  if (end !== undefined && period.from > end) {
    return `There is no data for ${labelOfSpan(
      period,
    )} yet: the newest is from ${labelOfDay(end)}.`;
  }
  if (dataBegin !== undefined && period.to < dataBegin) {
    return `There is no data for ${labelOfSpan(
      period,
    )}: the oldest is from ${labelOfDay(dataBegin)}.`;
  }
  return undefined;
}

/** Where the data covers a part of the period only. */
function partlyOutside(plan: AnswerPlan): string[] {
  const { period, dataBegin } = plan;
  const end = dataEnd(plan);
  return [
    ...(period && end !== undefined && period.to > end
      ? [`The data ends on ${labelOfDay(end)}, before the end of that time.`]
      : []),
    ...(period && dataBegin !== undefined && period.from < dataBegin
      ? [
          `The data begins on ${labelOfDay(
            dataBegin,
          )}, after the start of that time.`,
        ]
      : []),
  ];
}

/** A verified answer out of what the engine returned. */
export function composeVerified(
  plan: AnswerPlan,
  result: Pick<QueryResult, 'columns' | 'rows' | 'truncated'>,
): Answer {
  const { columns, rows, truncated } = result;
  const outside = outsideData(plan);
  const assumptions = [
    ...plan.assumptions,
    ...(outside ? [] : partlyOutside(plan)),
  ];
  const chart = chooseChart(columns, rows);
  return {
    tier: 'verified',
    sentence:
      outside ??
      renderSentence({
        template: plan.template,
        columns,
        rows,
        parameters: plan.filled,
      }),
    confidence: plan.confidence,
    ...(plan.readAs === undefined ? {} : { readAs: plan.readAs }),
    cluster: plan.clusterId,
    columns,
    rows,
    truncated,
    sql: writeSql(plan.sql, plan.bound),
    sources: plan.sources,
    ...(plan.filled.length > 0 ? { parameters: plan.filled } : {}),
    ...(assumptions.length > 0 ? { assumptions } : {}),
    ...(plan.freshness.length > 0 ? { freshness: plan.freshness } : {}),
    ...(chart ? { chart } : {}),
  };
}

const SENTENCES: Record<NoPlan['reason'], string> = {
  'no-cluster': 'There is no data cluster yet that you may ask.',
  none: 'No vetted context answers this question.',
  ambiguous: 'More than one vetted question fits. Which one do you mean?',
  broken:
    'A vetted pair answers this question, but its SQL no longer fits the data. Its owners see it among the actions of their cluster.',
};

/** `Music, Podcasts or Radio`. */
const either = new Intl.ListFormat('en', { type: 'disjunction' });

/** Why nothing answers, as far as that can be told: the words that no vetted question near this one says. */
function sayWhy({ reason, unsaid = [], choices }: NoPlan): string {
  const titles = choices && either.format(choices.map(({ title }) => title));
  if (reason === 'ambiguous' && titles) {
    return `More than one cluster answers this question: do you mean ${titles}?`;
  }
  const why =
    reason === 'none' && unsaid.length > 0
      ? `No vetted context answers this question: what comes near does not speak of ${unsaid
          .map(word => `“${word}”`)
          .join(', ')}.`
      : SENTENCES[reason];
  return titles
    ? `${why} Several clusters may cover it: do you mean ${titles}?`
    : why;
}

/** Says that nothing vetted answers, and what comes near. */
export function composeUncovered(plan: NoPlan): Answer {
  const readAs = plan.goesOn?.readAs;
  return {
    tier: 'uncovered',
    sentence: [sayWhy(plan), sayFrom(plan)].filter(Boolean).join(' '),
    ...(readAs === undefined ? {} : { readAs }),
    ...(plan.suggestions.length > 0 ? { suggestions: plan.suggestions } : {}),
    ...(plan.choices ? { choices: plan.choices } : {}),
    ...(plan.nearClusters.length > 0
      ? { nearClusters: plan.nearClusters }
      : {}),
  };
}
