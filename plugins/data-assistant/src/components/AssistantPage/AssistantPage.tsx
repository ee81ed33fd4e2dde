import { useRouteRef } from '@backstage/core-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  createSearchParams,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router-dom';
import { assistantFailure } from '../../hooks/assistantFailure';
import { isActive } from '../../hooks/conversationState';
import { useConversation } from '../../hooks/useConversation';
import { useConversations } from '../../hooks/useConversations';
import { useFillHeight } from '../../hooks/useFillHeight';
import { PendingQuestion, useSendQuestion } from '../../hooks/useSendQuestion';
import { conversationRouteRef, rootRouteRef } from '../../routes';
import { ConversationList } from './ConversationList';
import { RunHandlers } from './ConversationLog';
import { ConversationPane } from './ConversationPane';
import { FailureNotice } from './FailureNotice';
import { Sidebar } from './Sidebar';
import { useAnnouncement } from './useAnnouncement';
import styles from './AssistantPage.module.css';

/**
 * The page where one asks, without a shell: past conversations beside the one that the address names
 * (`conversationId`), or a new one. `?cluster=<entity ref>` puts questions to that cluster alone.
 */
export function AssistantPageBody() {
  const { conversationId } = useParams();
  const [search, setSearch] = useSearchParams();
  const cluster = search.get('cluster') ?? undefined;
  const navigate = useNavigate();
  const rootRoute = useRouteRef(rootRouteRef);
  const conversationRoute = useRouteRef(conversationRouteRef);
  const pageRef = useRef<HTMLDivElement>(null);
  const height = useFillHeight(pageRef);
  const list = useConversations();
  const conversation = useConversation(conversationId);
  const { announcement, announceWorking, announceStatus } = useAnnouncement();
  const [handled, setHandled] = useState(0);

  const current = useRef(conversationId);
  useEffect(() => {
    current.current = conversationId;
  }, [conversationId]);

  const { adopt, settle, refresh } = conversation;
  const { refresh: refreshList } = list;
  const onPosted = useCallback(
    (posted: {
      run: Parameters<typeof adopt>[0]['run'];
      conversationId: string;
      pending: PendingQuestion;
    }) => {
      const { run, conversationId: id, pending } = posted;
      announceWorking();
      refreshList();
      // The reader may have gone elsewhere meanwhile, and stays there.
      if (current.current === pending.sentFrom) {
        adopt({ conversation: { id }, run, question: pending });
        if (id !== pending.sentFrom) {
          const path = conversationRoute({ conversationId: id });
          navigate(
            cluster ? `${path}?${createSearchParams({ cluster })}` : path,
          );
        }
      }
    },
    [adopt, announceWorking, refreshList, conversationRoute, navigate, cluster],
  );
  const sending = useSendQuestion({ conversationId, onPosted });

  const runs = useMemo<RunHandlers>(
    () => ({
      onStatus: (run, status, state) => {
        settle(run.id, status);
        announceStatus(status, state);
        if (!isActive(status)) {
          refresh();
          refreshList();
        }
      },
      onStopped: run => {
        if (!isActive(run.status)) {
          settle(run.id, run.status);
        }
        setHandled(count => count + 1);
      },
      onReplied: run => {
        settle(run.id, run.status);
        announceWorking();
        setHandled(count => count + 1);
      },
      onReplyRefused: refresh,
    }),
    [settle, announceStatus, announceWorking, refresh, refreshList],
  );

  const denied = list.error ?? conversation.error;
  if (denied && assistantFailure(denied).kind === 'denied') {
    return (
      <div className={styles.notice}>
        <FailureNotice error={denied} />
      </div>
    );
  }
  return (
    <div ref={pageRef} className={styles.page} style={{ height }}>
      <Sidebar>
        {close => (
          <ConversationList
            list={list}
            currentId={conversationId}
            onChoose={close}
            onDeleted={id => id === conversationId && navigate(rootRoute())}
          />
        )}
      </Sidebar>
      <ConversationPane
        conversationId={conversationId}
        conversation={conversation}
        sending={sending}
        cluster={cluster}
        onCluster={chosen =>
          setSearch(chosen ? { cluster: chosen } : {}, { replace: true })
        }
        handled={handled}
        runs={runs}
      />
      <VisuallyHidden role="status" aria-live="polite">
        {announcement}
      </VisuallyHidden>
    </div>
  );
}
