import { useRouteRef } from '@backstage/core-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { useCallback, useEffect, useRef } from 'react';
import {
  createSearchParams,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router-dom';
import { assistantFailure } from '../../hooks/assistantFailure';
import { useConversation } from '../../hooks/useConversation';
import { useConversations } from '../../hooks/useConversations';
import { useFillHeight } from '../../hooks/useFillHeight';
import { PendingQuestion, useSendQuestion } from '../../hooks/useSendQuestion';
import { conversationRouteRef, rootRouteRef } from '../../routes';
import { ConversationList } from './ConversationList';
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
  const { announcement, announceWorking, announceEnd } = useAnnouncement();

  const current = useRef(conversationId);
  useEffect(() => {
    current.current = conversationId;
  }, [conversationId]);

  const { adopt } = conversation;
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
        adopt({ conversation: { id }, run, question: pending.text });
        if (!pending.sentFrom) {
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
        onClearCluster={() => setSearch({}, { replace: true })}
        onEnd={(run, status, state) => {
          conversation.settle(run.id, status);
          announceEnd(status, state);
          conversation.refresh();
          refreshList();
        }}
      />
      <VisuallyHidden role="status" aria-live="polite">
        {announcement}
      </VisuallyHidden>
    </div>
  );
}
