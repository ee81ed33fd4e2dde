import { useApi } from '@backstage/core-plugin-api';
import {
  ConversationDetail,
  Run,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { withPosted, withRunStatus } from './conversationState';
import { useRefetchOnFocus } from './useRefetchOnFocus';

/** A conversation as far as it is known. */
export interface ConversationView {
  /** Undefined until it is loaded, and for a new one. */
  detail?: ConversationDetail;
  /** Why it could not be loaded; what was loaded before stays. */
  error?: unknown;
  refresh: () => Promise<void>;
  /** Shows a question that the backend took, before it is loaded from there. */
  adopt: (posted: {
    conversation: Pick<ConversationDetail, 'id'> & Partial<ConversationDetail>;
    run: Run;
    question: { text: string; cluster?: string };
  }) => void;
  /** Notes the status that a run came to. */
  settle: (runId: string, status: RunStatus) => void;
}

/** Loads a conversation, and again when the reader comes back to the tab; without an id it is a new, empty one. */
export function useConversation(id: string | undefined): ConversationView {
  const api = useApi(dataAssistantApiRef);
  const [detail, setDetail] = useState<ConversationDetail>();
  const [failure, setFailure] = useState<{ id: string; error: unknown }>();
  const newest = useRef(0);
  const told = useRef(new Map<string, RunStatus>());

  const refresh = useCallback(async () => {
    newest.current += 1;
    const request = newest.current;
    if (!id) {
      return;
    }
    try {
      const loaded = await api.getConversation(id);
      if (request === newest.current) {
        // A journal may have told more by now than was known when the backend wrote this.
        setDetail(
          [...told.current].reduce(
            (known, [runId, status]) => withRunStatus(known, runId, status),
            loaded,
          ),
        );
        setFailure(undefined);
      }
    } catch (error) {
      if (request === newest.current) {
        setFailure({ id, error });
      }
    }
  }, [api, id]);

  const adopt = useCallback<ConversationView['adopt']>(
    ({ conversation, run, question }) => {
      // What was asked for before this question would lose it.
      newest.current += 1;
      setDetail(known => {
        const base =
          known?.id === conversation.id
            ? known
            : {
                title: '',
                createdAt: run.createdAt,
                updatedAt: run.createdAt,
                messages: [],
                runs: [],
                ...conversation,
              };
        return withPosted(base, run, question);
      });
    },
    [],
  );

  const settle = useCallback((runId: string, status: RunStatus) => {
    told.current.set(runId, status);
    setDetail(known => known && withRunStatus(known, runId, status));
  }, []);

  useEffect(() => {
    refresh();
  }, [refresh]);
  useRefetchOnFocus(refresh);
  return {
    detail: detail?.id === id ? detail : undefined,
    error: failure?.id === id ? failure?.error : undefined,
    refresh,
    adopt,
    settle,
  };
}
