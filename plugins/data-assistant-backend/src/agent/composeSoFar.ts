import { RunOutcome } from '../conversations/RunExecutor';
import { showQuery, datasetsOf, GroundedOptions } from './composeGrounded';
import { toAnswerText } from './grounding/toAnswerText';
import { EndedBy } from './loop/AgentEnd';
import { RanQuery } from './tools/AgentNotes';
import { writeReceipt } from './writeReceipt';

/** The query that comes nearest to an answer: the last with rows that nothing speaks against. */
export function bestQuery(queries: readonly RanQuery[]): RanQuery | undefined {
  const last = (fits: (query: RanQuery) => boolean) => queries.findLast(fits);
  return (
    last(({ result, suspicion }) => result.rows.length > 0 && !suspicion) ??
    last(({ result }) => result.rows.length > 0) ??
    last(() => true)
  );
}

/** What there was when a limit ended the work: the best query so far, and what the model said of it. */
export function composeSoFar(
  {
    endedBy,
    text,
    unbacked,
  }: {
    endedBy: EndedBy;
    text: string | undefined;
    unbacked: string[];
  },
  query: RanQuery,
  { context, notes, ownOrigins }: GroundedOptions,
): RunOutcome {
  const { cluster } = context;
  const datasets = datasetsOf(query, context);
  return {
    answer: {
      tier: 'grounded',
      sentence:
        toAnswerText(text ?? '', { ownOrigins }) ||
        'The work ended before there was an answer. This is the last result that there was so far.',
      cluster: cluster.id,
      ...showQuery(query, { context }),
      sources: [
        { kind: 'cluster', id: cluster.id, title: cluster.title },
        ...datasets.map(({ id, title }) => ({
          kind: 'dataset' as const,
          id,
          title,
        })),
      ],
      attempts: [...notes.attempts],
      ...(unbacked.length > 0 ? { unbacked } : {}),
      endedBy,
    },
    receipt: writeReceipt({
      clusterId: cluster.id,
      contextVersion: context.version,
      docIds: [],
      datasetIds: datasets.map(({ id }) => id),
      sql: query.sql,
      warehouse: query.warehouse,
      result: query.result,
    }),
    // It has not been answered: a vetted pair would do so.
    touched: [{ clusterId: cluster.id, tier: 'uncovered' }],
  };
}
