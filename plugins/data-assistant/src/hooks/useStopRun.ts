import { useApi } from '@backstage/core-plugin-api';
import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useState } from 'react';
import { isActive } from './conversationState';

/** Stops a run. `failed` says that the last try did not reach the backend. */
export function useStopRun(options: {
  run: Run | undefined;
  onSettled: (run: Run) => void;
}): { stop: () => void; failed: boolean } {
  const { run, onSettled } = options;
  const api = useApi(dataAssistantApiRef);
  const [failedRun, setFailedRun] = useState<string>();
  const runId = run?.id;
  const stop = useCallback(async () => {
    if (!runId) {
      return;
    }
    setFailedRun(undefined);
    try {
      const stopped = await api.cancelRun(runId);
      // A worker that holds the run ends it within a second, and its journal says so.
      if (!isActive(stopped.status)) {
        onSettled(stopped);
      }
    } catch {
      // Said beside the button, which is still there to be pressed again.
      setFailedRun(runId);
    }
  }, [api, runId, onSettled]);
  return { stop, failed: runId !== undefined && failedRun === runId };
}
