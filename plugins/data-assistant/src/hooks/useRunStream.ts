import { useApi } from '@backstage/core-plugin-api';
import { RunStatus } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isActive } from './conversationState';
import { readRunEvent, RunState, unreadRun } from './runState';

/** A run's journal while it is read. */
export interface RunStreamView extends RunState {
  /** Why reading stopped before the end; the run itself goes on. */
  lost?: unknown;
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
  /** Called once with the final status. */
  onEnd?: (status: RunStatus, state: RunState) => void;
}): RunStreamView {
  const { runId, enabled } = options;
  const api = useApi(dataAssistantApiRef);
  const [state, setState] = useState(unreadRun);
  const [lost, setLost] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const onEnd = useRef(options.onEnd);
  const read = useRef({ lastEventId: 0, state: unreadRun });
  useEffect(() => {
    onEnd.current = options.onEnd;
  });

  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    const abort = new AbortController();
    const follow = async () => {
      try {
        const { lastEventId } = read.current;
        const events = api.streamRun(runId, {
          ...(lastEventId > 0 && { lastEventId }),
          signal: abort.signal,
        });
        for await (const event of events) {
          if (abort.signal.aborted) {
            return;
          }
          const next = readRunEvent(read.current.state, event);
          read.current = { lastEventId: event.seq, state: next };
          setState(next);
          if (next.status && !isActive(next.status)) {
            onEnd.current?.(next.status, next);
            return;
          }
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
  return { ...state, lost, reconnect };
}
