import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { SignalResult } from '@cairn/backstage-plugin-data-assistant-common';
import { RiAlertLine, RiLightbulbLine } from '@remixicon/react';
import { useId } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { healthLevel } from './healthLevel';
import styles from './Health.module.css';

/** One signal: its value or why there is none, what was found, and what would raise it. */
export function SignalItem(props: {
  signal: SignalResult;
  linkTo: (ref: string) => string | undefined;
}) {
  const { signal, linkTo } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const titleId = useId();
  const { value } = signal;
  const percent = value === undefined ? undefined : Math.round(value * 100);
  return (
    <li className={styles.signal} aria-labelledby={titleId}>
      <div className={styles.signalHead}>
        <strong id={titleId}>{signal.title}</strong>
        {percent !== undefined && <span>{percent} %</span>}
      </div>
      {percent === undefined ? (
        <p className={styles.failure}>
          <RiAlertLine size={16} aria-hidden="true" />
          <span>
            {t('health.signal.failed')}
            {signal.failure && `: ${signal.failure}`}
          </span>
        </p>
      ) : (
        <meter
          className={styles.meter}
          data-level={healthLevel(percent)}
          min={0}
          max={100}
          value={percent}
          aria-label={t('health.signal.value', { percent: `${percent} %` })}
        >
          {percent} %
        </meter>
      )}
      {signal.facts.length > 0 && (
        <ul className={styles.facts}>
          {signal.facts.map(fact => {
            const href = fact.ref && linkTo(fact.ref);
            return (
              <li key={`${fact.ref}-${fact.text}`}>
                {href ? (
                  <Link href={href} variant="body-small">
                    {fact.text}
                  </Link>
                ) : (
                  fact.text
                )}
              </li>
            );
          })}
        </ul>
      )}
      {signal.action && (
        <p className={styles.action}>
          <RiLightbulbLine size={16} aria-hidden="true" />
          <span>
            <span className={styles.muted}>{t('health.action')}: </span>
            <span>{signal.action}</span>
          </span>
        </p>
      )}
    </li>
  );
}
