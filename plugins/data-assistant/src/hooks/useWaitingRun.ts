import { useApi } from '@backstage/core-plugin-api';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useEffect } from 'react';
import { useRefetchOnFocus } from './useRefetchOnFocus';

const LOOK_MS = 15_000;

/**
 * Looks at a run that waits for its asker, and calls `onOver` when it no longer waits with that question: it was replied
 * to or stopped elsewhere. Looks at once, every 15 s, and when the reader comes back; not while the page is hidden.
 */
export function useWaitingRun(options: {
  runId: string;
  /** Number of the question; undefined while the run does not wait. */
  waitsAt: number | undefined;
  /** @param n - number of the question that is over */
  onOver: (n: number) => void;
}): void {
  const { runId, waitsAt, onOver } = options;
  const api = useApi(dataAssistantApiRef);
  const look = useCallback(async () => {
    if (waitsAt === undefined || document.visibilityState !== 'visible') {
      return;
    }
    try {
      const { status, question } = await api.getRun(runId);
      if (status !== 'waiting' || question?.n !== waitsAt) {
        onOver(waitsAt);
      }
    } catch {
      // The question stays on the page, and the next look may reach the portal.
    }
  }, [api, runId, waitsAt, onOver]);
  useEffect(() => {
    if (waitsAt === undefined) {
      return undefined;
    }
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [look, waitsAt]);
  useRefetchOnFocus(look);
}
