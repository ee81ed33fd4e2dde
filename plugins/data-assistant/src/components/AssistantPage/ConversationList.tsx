import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { Conversation } from '@cairn/backstage-plugin-data-assistant-common';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Conversations } from '../../hooks/useConversations';
import { conversationRouteRef, rootRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';
import { DeleteDialog } from './DeleteDialog';
import { FailureNotice } from './FailureNotice';
import styles from './ConversationList.module.css';

/** The asker's past conversations, and the way to a new one. */
export function ConversationList(props: {
  list: Conversations;
  currentId?: string;
  /** Called when the reader chose where to go. */
  onChoose: () => void;
  onDeleted: (id: string) => void;
}) {
  const { list, currentId, onChoose, onDeleted } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const rootRoute = useRouteRef(rootRouteRef);
  const conversationRoute = useRouteRef(conversationRouteRef);
  const [deleting, setDeleting] = useState<Conversation>();
  const titleOf = (conversation: Conversation) =>
    conversation.title || t('assistant.conversations.untitled');

  return (
    <nav className={styles.nav} aria-label={t('assistant.conversations.label')}>
      <Link to={rootRoute()} className={styles.new} onClick={onChoose}>
        <RiAddLine size={18} aria-hidden="true" />
        {t('assistant.conversations.new')}
      </Link>
      <ListBody list={list} />
      <ul className={styles.list}>
        {list.conversations?.map(conversation => (
          <li key={conversation.id} className={styles.item}>
            <Link
              to={conversationRoute({ conversationId: conversation.id })}
              className={styles.link}
              aria-current={conversation.id === currentId ? 'page' : undefined}
              title={titleOf(conversation)}
              onClick={onChoose}
            >
              <span className={styles.title}>{titleOf(conversation)}</span>
              <time className={styles.time} dateTime={conversation.updatedAt}>
                {ageOf(conversation.updatedAt) ??
                  t('assistant.conversations.now')}
              </time>
            </Link>
            <ButtonIcon
              size="small"
              variant="tertiary"
              className={styles.delete}
              icon={<RiDeleteBinLine aria-hidden="true" />}
              aria-label={t('assistant.conversations.delete', {
                title: titleOf(conversation),
              })}
              onPress={() => setDeleting(conversation)}
            />
          </li>
        ))}
      </ul>
      {deleting && (
        <DeleteDialog
          title={titleOf(deleting)}
          onClose={() => setDeleting(undefined)}
          onDelete={async () => {
            await list.remove(deleting.id);
            onDeleted(deleting.id);
          }}
        />
      )}
    </nav>
  );
}

/** How long ago, in words; undefined for less than a minute, which would be counted in seconds that do not tick. */
function ageOf(iso: string): string | undefined {
  const time = DateTime.fromISO(iso);
  return Math.abs(time.diffNow().as('minutes')) < 1
    ? undefined
    : time.toRelative() ?? iso;
}

function ListBody(props: { list: Conversations }) {
  const { conversations, error, refresh } = props.list;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (error && !conversations) {
    return <FailureNotice error={error} onRetry={refresh} />;
  }
  if (!conversations) {
    return (
      <div role="status" aria-busy="true">
        <VisuallyHidden>{t('assistant.conversations.loading')}</VisuallyHidden>
        <Flex direction="column" gap="2" aria-hidden="true">
          <Skeleton width="100%" height={44} />
          <Skeleton width="100%" height={44} />
          <Skeleton width="100%" height={44} />
        </Flex>
      </div>
    );
  }
  return conversations.length === 0 ? (
    <p className={styles.empty}>{t('assistant.conversations.empty')}</p>
  ) : null;
}
