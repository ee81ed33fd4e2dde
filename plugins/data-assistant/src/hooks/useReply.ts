import { useApi } from '@backstage/core-plugin-api';
import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useState } from 'react';

/** A reply to the question that a run waits with. */
export interface Reply {
  n: number;
  text: string;
}

/** Replies to the question of a run. */
export interface ReplyToRun {
  /** What the backend took, before the run's journal tells it. */
  sent?: Reply;
  isSending: boolean;
  /** Why the last reply was not taken. */
  error?: unknown;
  reply: (reply: Reply) => Promise<void>;
}

/** Sends replies to a run, one at a time. */
export function useReply(options: {
  runId: string;
  onReplied: (run: Run) => void;
  /** The reply was not taken: the run may not be what is shown. */
  onRefused: () => void;
}): ReplyToRun {
  const { runId, onReplied, onRefused } = options;
  const api = useApi(dataAssistantApiRef);
  const [sent, setSent] = useState<Reply>();
  const [error, setError] = useState<unknown>();
  const [isSending, setIsSending] = useState(false);
  const reply = useCallback(
    async (given: Reply) => {
      setError(undefined);
      setIsSending(true);
      try {
        const run = await api.replyToRun(runId, given);
        setSent(given);
        onReplied(run);
      } catch (reason) {
        setError(reason);
        onRefused();
      } finally {
        setIsSending(false);
      }
    },
    [api, runId, onReplied, onRefused],
  );
  return { sent, isSending, error, reply };
}
