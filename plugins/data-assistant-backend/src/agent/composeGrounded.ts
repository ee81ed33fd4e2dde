import {
  Answer,
  AnswerSource,
  Dataset,
} from '@cairn/backstage-plugin-data-assistant-common';
import { toLine } from '../context/pack/safeText';
import { RunOutcome } from '../conversations/RunExecutor';
import { StoredContext } from '../curation/ContextStore';
import { chooseWishedChart } from './chooseWishedChart';
import { toAnswerText } from './grounding/toAnswerText';
import { AnswerReview } from './loop/reviewAnswer';
import { AgentNotes, RanQuery } from './tools/AgentNotes';
import { AnswerInput } from './tools/answer';
import { writeReceipt } from './writeReceipt';

const LONGEST_ASSUMPTION = 500;

export interface GroundedOptions {
  /** Of the cluster that the answer speaks for. */
  context: StoredContext;
  notes: AgentNotes;
  /** Of the portal: no link leads elsewhere. */
  ownOrigins: readonly string[];
  /** What another model doubts. */
  doubt?: string;
}

/** The cluster, what of its context is cited, and the datasets that the SQL reads; each once. */
function sourcesOf(
  { cluster }: StoredContext,
  cited: readonly AnswerSource[],
  datasets: readonly Dataset[],
): AnswerSource[] {
  const sources: AnswerSource[] = [
    { kind: 'cluster', id: cluster.id, title: cluster.title },
    ...cited,
    ...datasets.map(({ id, title }) => ({
      kind: 'dataset' as const,
      id,
      title,
    })),
  ];
  const byId = new Map(
    sources.map(({ kind, id, title }) => [id, { kind, id, title }]),
  );
  return [...byId.values()];
}

/** Datasets that the guard found in a statement. */
export function datasetsOf(
  query: RanQuery | undefined,
  context: StoredContext,
): Dataset[] {
  const tables = new Set(query?.tables.map(table => table.toLowerCase()));
  return context.datasets.filter(({ table }) =>
    tables.has(table.toLowerCase()),
  );
}

/** What is shown of a query: its rows as the engine gave them, and what they rest on. */
export function showQuery(
  query: RanQuery,
  { context, wish }: { context: StoredContext; wish?: AnswerInput['chart'] },
): Partial<Answer> {
  const { columns, rows, truncated } = query.result;
  const chart = chooseWishedChart(wish, columns, rows);
  const freshness = datasetsOf(query, context).flatMap(({ title, newest }) =>
    newest === undefined ? [] : [{ dataset: title, newest }],
  );
  return {
    columns,
    rows,
    truncated,
    sql: query.sql,
    ...(freshness.length > 0 ? { freshness } : {}),
    ...(chart ? { chart } : {}),
  };
}

/** An answer of a model: its words, checked; all else out of the engine's record and the context. */
export function composeGrounded(
  input: AnswerInput,
  { query, cited, unbacked }: AnswerReview,
  options: GroundedOptions,
): RunOutcome {
  const { context, notes, ownOrigins } = options;
  const { cluster } = context;
  const datasets = datasetsOf(query, context);
  const doubts =
    options.doubt === undefined
      ? []
      : [`Another model looked this over and doubts it: ${options.doubt}`];
  const assumptions = [...input.assumptions, ...doubts]
    .map(text => toLine(toAnswerText(text, { ownOrigins }), LONGEST_ASSUMPTION))
    .filter(text => text !== '');
  const answer: Answer = {
    tier: 'grounded',
    sentence:
      toAnswerText(input.sentence, { ownOrigins }) ||
      'The table answers the question.',
    // How sure the model is says nothing of an answer whose numbers it made up.
    ...(unbacked.length > 0
      ? {}
      : { confidence: Math.floor(input.confidence * 100) / 100 }),
    cluster: cluster.id,
    ...(query ? showQuery(query, { context, wish: input.chart }) : {}),
    sources: sourcesOf(context, cited, datasets),
    ...(assumptions.length > 0 ? { assumptions } : {}),
    ...(notes.attempts.length > 0 ? { attempts: [...notes.attempts] } : {}),
    ...(unbacked.length > 0 ? { unbacked } : {}),
  };
  return {
    answer,
    ...(query
      ? {
          receipt: writeReceipt({
            clusterId: cluster.id,
            contextVersion: context.version,
            pairId: cited.find(({ kind }) => kind === 'pair')?.id,
            docIds: cited.flatMap(({ kind, id }) => (kind === 'doc' ? id : [])),
            datasetIds: datasets.map(({ id }) => id),
            sql: query.sql,
            warehouse: query.warehouse,
            result: query.result,
          }),
        }
      : {}),
    touched: [{ clusterId: cluster.id, tier: 'grounded' }],
  };
}
