import { checkCitations } from '../grounding/checkCitations';
import { findUnbackedNumbers } from '../grounding/findUnbackedNumbers';
import { toPlainText } from '../grounding/toPlainText';
import { AgentNotes, RanQuery, ShownPiece } from '../tools/AgentNotes';
import { AnswerInput } from '../tools/answer';

/** An answer of a model beside what the run has really seen. */
export interface AnswerReview {
  /** The one whose table is shown. */
  query?: RanQuery;
  /** Pieces that the model was shown and cites. */
  cited: ShownPiece[];
  /** Numbers of the sentence that no row of the named queries holds. */
  unbacked: string[];
  /** What is wrong with it, for the model. */
  complaints: string[];
  /** False for an answer that rests on nothing: it is not shown. */
  isGrounded: boolean;
}

const quote = (words: readonly string[]) =>
  words.map(word => JSON.stringify(word.slice(0, 200))).join(', ');

function explainQueries(notes: AgentNotes): string {
  return notes.queries.length === 0
    ? 'No query has run yet.'
    : `Queries that ran: ${notes.queries.map(({ id }) => id).join(', ')}.`;
}

/** Checks by program what a model says: its queries, its numbers, what it cites. */
export function reviewAnswer(
  { sentence, query: named, supporting, citations, assumptions }: AnswerInput,
  options: {
    notes: AgentNotes;
    /** What the asker wrote: its numbers may be said again. */
    said: readonly string[];
  },
): AnswerReview {
  const { notes, said } = options;
  const find = (id: string) =>
    notes.queries.find(each => each.id === id.trim());
  const query = named === undefined ? undefined : find(named);
  const others = supporting.flatMap(id => find(id) ?? []);
  const unknown = [named ?? [], supporting]
    .flat()
    .filter(id => find(id) === undefined);
  const { known, neverShown } = checkCitations({ cited: citations, notes });
  // An answer speaks for one cluster: that of its query, or else of the first piece that it cites.
  const clusterId = query?.clusterId ?? known[0]?.clusterId;
  const cited = known.filter(piece => piece.clusterId === clusterId);
  const queries = [...(query ? [query] : []), ...others];
  const unbacked = findUnbackedNumbers({
    sentence: toPlainText(sentence),
    queries,
    said,
  });
  const isGrounded = query
    ? true
    : unbacked.length === 0 && cited.some(({ kind }) => kind !== 'cluster');
  const later = query && notes.queries[notes.queries.length - 1] !== query;
  const complaints = [
    ...(unknown.length > 0
      ? [`There is no query ${quote(unknown)}. ${explainQueries(notes)}`]
      : []),
    ...(unbacked.length > 0
      ? [
          query
            ? `No row of the named queries holds ${quote(
                unbacked,
              )}. Say numbers as the rows have them, let SQL compute the others, or name the query they come from in "supporting".`
            : `The sentence says ${quote(
                unbacked,
              )}, but names no query whose rows hold it.`,
        ]
      : []),
    ...(neverShown.length > 0
      ? [
          `You were never shown ${quote(
            neverShown,
          )}; cite only ids that stand in brackets in what you read.`,
        ]
      : []),
    ...(!query && unbacked.length === 0 && !isGrounded
      ? [
          'An answer rests on a query that ran or on cited pieces of context; name one, or give up.',
        ]
      : []),
    ...(query?.suspicion !== undefined && !later && assumptions.length === 0
      ? [
          `The result of ${query.id} is suspicious: ${query.suspicion} Look again; if it is right, answer so and say in the assumptions why.`,
        ]
      : []),
  ];
  return {
    ...(query ? { query } : {}),
    cited,
    unbacked,
    complaints,
    isGrounded,
  };
}
