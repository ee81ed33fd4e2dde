import { useApi } from '@backstage/core-plugin-api';
import { RunStatus } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isActive } from './conversationState';
import { readRunItem, RunState, unreadRun } from './runState';

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
 */
export function useRunStream(options: {
  runId: string;
  enabled: boolean;
  /** Called with each status that the run comes to, once; a final one is the last. */
  onStatus?: (status: RunStatus, state: RunState) => void;
}): RunStreamView {
  const { runId, enabled } = options;
  const api = useApi(dataAssistantApiRef);
  const [state, setState] = useState(unreadRun);
  const [lost, setLost] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const [ended, setEnded] = useState(false);
  const onStatus = useRef(options.onStatus);
  const read = useRef({ lastEventId: 0, state: unreadRun });
  useEffect(() => {
    onStatus.current = options.onStatus;
  });

  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    const abort = new AbortController();
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
    return () => abort.abort();
  }, [api, runId, enabled, attempt]);

  const reconnect = useCallback(() => {
    setLost(undefined);
    setAttempt(count => count + 1);
  }, []);
  return { ...state, lost, ended, reconnect };
}
