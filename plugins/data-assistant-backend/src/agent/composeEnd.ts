import { ContextIndex } from '../context/ContextIndex';
import { RunOutcome, RunRequest } from '../conversations/RunExecutor';
import { StoredContext } from '../curation/ContextStore';
import { NoPlan, Routing } from './AnswerPlan';
import { composeGrounded } from './composeGrounded';
import { bestQuery, composeSoFar } from './composeSoFar';
import { composeUnanswered } from './composeUnanswered';
import { findUnbackedNumbers } from './grounding/findUnbackedNumbers';
import { toAnswerText } from './grounding/toAnswerText';
import { toPlainText } from './grounding/toPlainText';
import { AgentEnd } from './loop/AgentEnd';
import { AgentNotes } from './tools/AgentNotes';

interface EndOptions {
  request: RunRequest;
  routing: Routing;
  noPlan: NoPlan;
  notes: AgentNotes;
  contextIndex: Pick<ContextIndex, 'load'>;
  /** Of the portal: no link leads elsewhere. */
  ownOrigins: readonly string[];
}

/** What the asker gets, however the work of a model ended. */
export async function composeEnd(
  end: AgentEnd,
  options: EndOptions,
): Promise<RunOutcome> {
  const { request, routing, noPlan, notes, ownOrigins } = options;
  const load = async (clusterId: string): Promise<StoredContext | undefined> =>
    (await options.contextIndex.load([clusterId]))[0]?.context;
  const none = (more: Parameters<typeof composeUnanswered>[3]) =>
    composeUnanswered(request, routing, noPlan, {
      ...(notes.attempts.length > 0 ? { attempts: [...notes.attempts] } : {}),
      ...more,
    });
  switch (end.kind) {
    case 'answer': {
      const { query, cited } = end.review;
      const context = await load(query?.clusterId ?? cited[0].clusterId);
      return context
        ? composeGrounded(end.input, end.review, {
            context,
            notes,
            ownOrigins,
            doubt: end.doubt,
          })
        : none({
            sentence: 'The cluster that would answer this is gone by now.',
          });
    }
    case 'give-up':
      return none({
        sentence: 'The curated context does not cover this question.',
        missing: toAnswerText(end.input.missing, { ownOrigins }),
        ...lackingCluster(end.input.cluster, options),
      });
    case 'ended': {
      const { endedBy, text } = end;
      const query = bestQuery(notes.queries);
      const context = query && (await load(query.clusterId));
      if (!context) {
        return none({
          sentence: 'The work ended before there was an answer.',
          endedBy,
        });
      }
      const unbacked = findUnbackedNumbers({
        sentence: toPlainText(text ?? ''),
        queries: notes.queries,
        said: [request.question],
      });
      return composeSoFar({ endedBy, text, unbacked }, query, {
        context,
        notes,
        ownOrigins,
      });
    }
    default:
      return none({
        sentence:
          'The model wrote an answer that neither a query nor the context backs, so it is not shown.',
      });
  }
}

/** The cluster that lacks something, as far as the model may name it. */
function lackingCluster(
  named: string | undefined,
  { request, notes }: EndOptions,
): { clusterId?: string } {
  const piece = named === undefined ? undefined : notes.piece(named);
  return piece && request.askable.includes(piece.clusterId)
    ? { clusterId: piece.clusterId }
    : {};
}
