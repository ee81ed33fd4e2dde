import { useApi } from '@backstage/core-plugin-api';
import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useEffect, useState } from 'react';

const REFRESH_MS = 3_000;

/** How many runs are before one that is queued, asked again every few seconds; undefined when it is not known. */
export function useQueuePlace(run: Run, isQueued: boolean): number | undefined {
  const api = useApi(dataAssistantApiRef);
  const [ahead, setAhead] = useState(run.ahead);
  const runId = run.id;
  useEffect(() => {
    if (!isQueued) {
      return undefined;
    }
    let left = false;
    const refresh = async () => {
      try {
        const known = await api.getRun(runId);
        if (!left) {
          setAhead(known.ahead);
        }
      } catch {
        // The stream tells of a connection that is lost; until then an old place would mislead.
        if (!left) {
          setAhead(undefined);
        }
      }
    };
    const timer = setInterval(refresh, REFRESH_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [api, runId, isQueued]);
  return isQueued ? ahead : undefined;
}
