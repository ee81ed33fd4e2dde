import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { Suggestion } from '@cairn/backstage-plugin-data-assistant-common';
import {
  dataAssistantApiRef,
  SuggestionList,
} from '@cairn/backstage-plugin-data-assistant-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assistantFailure } from '../../hooks/assistantFailure';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './StartPanel.module.css';

const SUGGESTIONS = 6;

/** Where a conversation begins: questions that have an answer now. */
export function StartPanel(props: {
  cluster?: string;
  onAsk: (suggestion: Suggestion) => void;
}) {
  const { cluster, onAsk } = props;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <div className={styles.start}>
      <div className={styles.inner}>
        <Text as="h2" variant="title-medium" weight="bold">
          {t('assistant.start.title')}
        </Text>
        <p className={styles.description}>{t('assistant.start.description')}</p>
        <Suggestions cluster={cluster} onAsk={onAsk} />
      </div>
    </div>
  );
}

function Suggestions(props: {
  cluster?: string;
  onAsk: (suggestion: Suggestion) => void;
}) {
  const { cluster, onAsk } = props;
  const api = useApi(dataAssistantApiRef);
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { value, error, retry } = useAsyncRetry(
    () =>
      api.listSuggestions({ limit: SUGGESTIONS, ...(cluster && { cluster }) }),
    [api, cluster],
  );
  if (error && assistantFailure(error).kind === 'notFound') {
    // There is no such cluster, which is said where it could be left.
    return null;
  }
  if (error) {
    return (
      <Flex align="center" gap="3">
        <span role="alert" className={styles.note}>
          {t('assistant.start.failed')}
        </span>
        <Button size="small" variant="secondary" onPress={retry}>
          {t('assistant.failure.retry')}
        </Button>
      </Flex>
    );
  }
  if (!value) {
    return (
      <div role="status" aria-busy="true">
        <VisuallyHidden>{t('assistant.start.loading')}</VisuallyHidden>
        <div className={styles.skeletons} aria-hidden="true">
          {Array.from({ length: SUGGESTIONS }, (_, index) => (
            <Skeleton key={index} width="100%" height={64} />
          ))}
        </div>
      </div>
    );
  }
  return value.length === 0 ? (
    <p className={styles.note}>{t('assistant.start.none')}</p>
  ) : (
    <>
      <h3 className={styles.heading}>{t('assistant.start.suggestions')}</h3>
      <SuggestionList
        suggestions={value}
        label={t('assistant.start.suggestions')}
        onAsk={onAsk}
      />
    </>
  );
}
