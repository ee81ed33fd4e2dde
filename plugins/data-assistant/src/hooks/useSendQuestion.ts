import { useApi } from '@backstage/core-plugin-api';
import {
  DataAssistantApi,
  Run,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { useCallback, useRef, useState } from 'react';
import { assistantFailure } from './assistantFailure';

/** What is asked: `cluster` is the entity ref of the only cluster to ask. */
export interface Question {
  text: string;
  cluster?: string;
}

/** A question on its way to the backend, or one that did not arrive. */
export interface PendingQuestion extends Question {
  /** Stays the same through all tries, so that none of them asks twice. */
  idempotencyKey: string;
  /** Where it goes; undefined until a new conversation was made for it. */
  conversationId?: string;
  /** The conversation that was open when it was sent; undefined for a new one. */
  sentFrom?: string;
  error?: unknown;
  /** It was not sent because its conversation is no longer there. */
  isGone?: boolean;
}

/** Sends questions, one at a time. */
export interface SendQuestion {
  pending?: PendingQuestion;
  send: (question: Question) => void;
  retry: () => void;
  /** Sends what did not arrive to a new conversation. */
  sendAnew: () => void;
  discard: () => void;
}

// Not crypto.randomUUID, which browsers keep from portals that are served without TLS.
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Tells a conversation that is not there from a cluster that is not: the backend refuses a question for both in one way. */
async function isConversationGone(
  api: DataAssistantApi,
  id: string | undefined,
): Promise<boolean> {
  if (!id) {
    return false;
  }
  try {
    await api.getConversation(id);
    return false;
  } catch (error) {
    return assistantFailure(error).kind === 'notFound';
  }
}

/** Sends a question to a conversation, which is made first when there is none yet. */
export function useSendQuestion(options: {
  conversationId: string | undefined;
  onPosted: (posted: {
    run: Run;
    conversationId: string;
    pending: PendingQuestion;
  }) => void;
}): SendQuestion {
  const { conversationId, onPosted } = options;
  const api = useApi(dataAssistantApiRef);
  const [pending, setPending] = useState<PendingQuestion>();
  const busy = useRef(false);

  const post = useCallback(
    async (question: PendingQuestion) => {
      if (busy.current) {
        return;
      }
      busy.current = true;
      let current: PendingQuestion = {
        ...question,
        error: undefined,
        isGone: undefined,
      };
      setPending(current);
      try {
        const id =
          current.conversationId ?? (await api.createConversation()).id;
        current = { ...current, conversationId: id };
        const { text, cluster, idempotencyKey } = current;
        const run = await api.postMessage(id, {
          question: text,
          ...(cluster && { cluster }),
          idempotencyKey,
        });
        setPending(undefined);
        onPosted({ run, conversationId: id, pending: current });
      } catch (error) {
        const isGone =
          assistantFailure(error).kind === 'notFound' &&
          (await isConversationGone(api, current.conversationId));
        setPending({ ...current, error, isGone });
      } finally {
        busy.current = false;
      }
    },
    [api, onPosted],
  );

  const send = useCallback(
    (question: Question) => {
      post({
        ...question,
        idempotencyKey: newKey(),
        conversationId,
        sentFrom: conversationId,
      });
    },
    [post, conversationId],
  );
  const retry = useCallback(() => {
    if (pending?.error) {
      post(pending);
    }
  }, [post, pending]);
  const sendAnew = useCallback(() => {
    if (pending?.error) {
      post({
        ...pending,
        idempotencyKey: newKey(),
        conversationId: undefined,
      });
    }
  }, [post, pending]);
  const discard = useCallback(() => setPending(undefined), []);
  return { pending, send, retry, sendAnew, discard };
}
