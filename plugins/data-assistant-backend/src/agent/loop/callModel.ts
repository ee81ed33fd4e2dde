import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ModelEndpointError,
  ModelProvider,
  ModelRequest,
} from '@cairn/backstage-plugin-data-assistant-node';
import { toLines } from '../../context/pack/safeText';
import {
  RunFailure,
  RunJournal,
  RunUsage,
} from '../../conversations/RunExecutor';
import { timeIsUp } from '../limits';
import { boundResponse } from './boundResponse';
import {
  explainEndpointError,
  isEndpointError,
  isLasting,
  isUnpaid,
} from './explainEndpointError';
import { reckonLost, reckonUsage, sumUsage } from './reckonUsage';
import { Thought } from './Thought';

/** A response that breaks off is asked for again so often; a provider does so only before the first piece. */
const TRIES = 3;
const LONGEST_DRAFT = 4_000;

interface ModelCall {
  model: ModelProvider;
  journal: Pick<RunJournal, 'draft' | 'using'>;
  request: ModelRequest;
  /** Of the request, about. */
  inputTokens: number;
  /** Whatever goes wrong then is no reason to try again. */
  isLast: boolean;
  signal: AbortSignal;
  /** Aborts when the time of the run is up. */
  time: AbortSignal;
  durationMs: number;
  logger: LoggerService;
}

/**
 * Calls the model for one turn, and shows what it writes as it comes.
 *
 * @throws RunFailure that is passing when the endpoint fails in a way that another attempt may mend
 */
export async function callModel(call: ModelCall): Promise<Thought> {
  const { model, journal, request, isLast, signal, time } = call;
  const reckoned = { inputTokens: call.inputTokens, prices: model.prices };
  const title = isLast ? 'Sums up what there is' : 'Thinks';
  let used: RunUsage | undefined;
  for (let tries = 1; ; tries++) {
    let text = '';
    const before = used;
    const spent = () => reckonLost(before, { ...reckoned, written: text });
    // Also when nobody waits for the response any more.
    journal.using(spent);
    journal.draft({ title });
    try {
      const response = await model.generate(request, {
        signal: AbortSignal.any([signal, time]),
        onText: piece => {
          // Each draft is looked through; an endpoint may send a letter at a time without end.
          if (text.length < LONGEST_DRAFT) {
            text = (text + piece).slice(0, LONGEST_DRAFT);
            journal.draft({ title, text: toLines(text, LONGEST_DRAFT) });
          }
        },
      });
      return {
        kind: 'response',
        response: boundResponse(response),
        used: sumUsage(used, reckonUsage(response, reckoned)),
      };
    } catch (error) {
      signal.throwIfAborted();
      if (time.aborted) {
        const reached = timeIsUp(call.durationMs);
        return { kind: 'limit', reached, used: spent() };
      }
      if (!isEndpointError(error)) {
        throw error;
      }
      const brokeOff = text !== '' || error.code === 'invalid-response';
      const paid = text === '' && isUnpaid(error) ? before : spent();
      journal.using(() => paid ?? {});
      used = paid;
      if (isLast || !brokeOff || tries === TRIES) {
        return giveUp(error, call, used);
      }
    }
  }
}

function giveUp(
  error: ModelEndpointError,
  { isLast, logger, model }: ModelCall,
  used: RunUsage | undefined,
): Thought {
  const { code, message } = explainEndpointError(error);
  if (!isLast && !isLasting(error)) {
    throw new RunFailure(code, message, error, { isPassing: true });
  }
  logger.warn(`The model '${model.model}' did not respond: ${error.message}`);
  return { kind: 'failure', code, message, used: used ?? {} };
}
