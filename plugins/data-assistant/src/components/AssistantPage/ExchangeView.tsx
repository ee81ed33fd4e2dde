import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Exchange } from '../../hooks/runState';
import { newestPart } from '../../hooks/useFollowNewest';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './Exchange.module.css';

/** A question of the assistant and the asker's reply, as part of the conversation. */
export function ExchangeView(props: {
  exchange: Exchange;
  /** The reader has just replied, and what follows is new. */
  isNews?: boolean;
}) {
  const { text, reply } = props.exchange;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <div className={styles.exchange} {...(props.isNews && newestPart)}>
      <p dir="auto" className={styles.asked}>
        {text}
      </p>
      <p className={styles.replied}>
        <span className={styles.who}>{t('assistant.reply.yours')}</span>{' '}
        <bdi>{reply}</bdi>
      </p>
    </div>
  );
}
