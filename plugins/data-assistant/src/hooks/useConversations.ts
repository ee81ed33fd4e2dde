import { useApi } from '@backstage/core-plugin-api';
import { Conversation } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useRefetchOnFocus } from './useRefetchOnFocus';

/** The asker's conversations, newest first. */
export interface Conversations {
  /** Undefined until they are loaded. */
  conversations?: Conversation[];
  /** Why they could not be loaded; the last ones that were stay. */
  error?: unknown;
  refresh: () => Promise<void>;
  /** Rejects when it could not be deleted. */
  remove: (id: string) => Promise<void>;
}

/** Loads the list of conversations, and again when the reader comes back to the tab. */
export function useConversations(): Conversations {
  const api = useApi(dataAssistantApiRef);
  const [conversations, setConversations] = useState<Conversation[]>();
  const [error, setError] = useState<unknown>();
  const newest = useRef(0);

  const refresh = useCallback(async () => {
    newest.current += 1;
    const request = newest.current;
    try {
      const list = await api.listConversations();
      if (request === newest.current) {
        setConversations(list);
        setError(undefined);
      }
    } catch (reason) {
      if (request === newest.current) {
        setError(reason);
      }
    }
  }, [api]);

  const remove = useCallback(
    async (id: string) => {
      await api.deleteConversation(id);
      // A list that was asked for before the deletion would bring it back.
      newest.current += 1;
      setConversations(list => list?.filter(entry => entry.id !== id));
    },
    [api],
  );

  useEffect(() => {
    refresh();
  }, [refresh]);
  useRefetchOnFocus(refresh);
  return { conversations, error, refresh, remove };
}
