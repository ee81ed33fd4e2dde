import { useApi } from '@backstage/core-plugin-api';
import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useState } from 'react';

/** Stops a run. `failed` says that the last try did not reach the backend. */
export function useStopRun(options: {
  run: Run | undefined;
  /** Called with the run as it is then, which a worker that holds it ends within a second. */
  onStopped: (run: Run) => void;
}): { stop: () => void; failed: boolean } {
  const { run, onStopped } = options;
  const api = useApi(dataAssistantApiRef);
  const [failedRun, setFailedRun] = useState<string>();
  const runId = run?.id;
  const stop = useCallback(async () => {
    if (!runId) {
      return;
    }
    setFailedRun(undefined);
    try {
      onStopped(await api.cancelRun(runId));
    } catch {
      // Said beside the button, which is still there to be pressed again.
      setFailedRun(runId);
    }
  }, [api, runId, onStopped]);
  return { stop, failed: runId !== undefined && failedRun === runId };
}
