import { useApi } from '@backstage/core-plugin-api';
import { RunStatus } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isActive } from './conversationState';
import { readRunItem, RunState, unreadRun } from './runState';
import { useWaitingRun } from './useWaitingRun';

/** A journal that is read from its beginning tells of a wait that is over together with the reply that ended it. */
const WAIT_IS_OVER_MS = 500;

/** A run's journal while it is read. */
export interface RunStreamView extends RunState {
  /** Why reading stopped before the end; the run itself goes on. */
  lost?: unknown;
  /** Whether the journal was read to its end, or to where it was cleared away. */
  ended: boolean;
  /** Reads on from the last event. */
  reconnect: () => void;
}

/**
 * Reads a run's journal from its first event to its last, as it grows. Does nothing while `enabled` is false;
 * leaving the page ends the reading and not the run.
 *
 * While the run waits for its asker, perhaps for days, no stream is open: a browser has six connections to a portal without
 * HTTP/2, for all its tabs. The run is looked at now and then instead, and the journal read on when the wait is over.
 */
export function useRunStream(options: {
  runId: string;
  enabled: boolean;
  /** What the run is at as far as others know, such as whoever sent the reply. */
  known?: RunStatus;
  /** Called with each status that the run comes to, once; a final one is the last. */
  onStatus?: (status: RunStatus, state: RunState) => void;
}): RunStreamView {
  const { runId, enabled, known } = options;
  const api = useApi(dataAssistantApiRef);
  const [state, setState] = useState(unreadRun);
  const [lost, setLost] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const [ended, setEnded] = useState(false);
  /** Number of the question that the run waits with while its journal is not read. */
  const [waitsAt, setWaitsAt] = useState<number>();
  const onStatus = useRef(options.onStatus);
  const read = useRef({ lastEventId: 0, state: unreadRun });
  useEffect(() => {
    onStatus.current = options.onStatus;
  });

  useEffect(() => {
    if (!enabled || waitsAt !== undefined) {
      return undefined;
    }
    const abort = new AbortController();
    let pause: ReturnType<typeof setTimeout> | undefined;
    const follow = async () => {
      try {
        const { lastEventId } = read.current;
        const items = api.streamRun(runId, {
          ...(lastEventId > 0 && { lastEventId }),
          signal: abort.signal,
        });
        for await (const item of items) {
          if (abort.signal.aborted) {
            return;
          }
          clearTimeout(pause);
          const next = readRunItem(read.current.state, item);
          read.current = {
            lastEventId: item.seq ?? read.current.lastEventId,
            state: next,
          };
          setState(next);
          if (item.type === 'status') {
            onStatus.current?.(item.data.status, next);
            if (!isActive(item.data.status)) {
              break;
            }
            const asked = next.exchanges.at(-1);
            if (item.data.status === 'waiting' && asked) {
              pause = setTimeout(() => setWaitsAt(asked.n), WAIT_IS_OVER_MS);
            }
          }
        }
        if (!abort.signal.aborted) {
          setEnded(true);
        }
      } catch (error) {
        if (!abort.signal.aborted) {
          setLost(error);
        }
      }
    };
    follow();
    return () => {
      clearTimeout(pause);
      abort.abort();
    };
  }, [api, runId, enabled, attempt, waitsAt]);

  const readOnAfter = useCallback((n: number) => {
    setLost(undefined);
    setWaitsAt(current => (current === n ? undefined : current));
  }, []);
  useWaitingRun({ runId, waitsAt, onOver: readOnAfter });
  useEffect(() => {
    if (known !== 'waiting') {
      setLost(undefined);
      setWaitsAt(undefined);
    }
  }, [known]);

  const reconnect = useCallback(() => {
    setLost(undefined);
    setAttempt(count => count + 1);
  }, []);
  return { ...state, lost, ended, reconnect };
}
