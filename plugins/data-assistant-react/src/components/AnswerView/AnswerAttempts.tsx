import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SqlAttempt } from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiCheckLine,
  RiErrorWarningLine,
  RiForbidLine,
} from '@remixicon/react';
import { useId, useState } from 'react';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import { SqlBlock } from '../SqlBlock';
import styles from './AnswerAttempts.module.css';

const icons = {
  ran: RiCheckLine,
  refused: RiForbidLine,
  failed: RiErrorWarningLine,
};

/** Every statement that was tried on the way to an answer, folded until it is asked for. */
export function AnswerAttempts(props: { attempts: SqlAttempt[] }) {
  const { attempts } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [expanded, setExpanded] = useState(false);
  const listId = useId();
  const Icon = expanded ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <section className={styles.attempts}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={expanded}
        aria-controls={listId}
        onClick={() => setExpanded(!expanded)}
      >
        <Icon size={16} aria-hidden="true" />
        {t('answer.attempts', { count: attempts.length })}
      </button>
      <ol id={listId} className={styles.list} hidden={!expanded}>
        {expanded &&
          attempts.map((attempt, index) => (
            <Attempt key={index} attempt={attempt} n={index + 1} />
          ))}
      </ol>
    </section>
  );
}

function Attempt(props: { attempt: SqlAttempt; n: number }) {
  const { attempt, n } = props;
  const { sql, outcome, message, rowCount } = attempt;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const Icon = icons[outcome];
  return (
    <li className={styles.attempt}>
      <div className={styles.outcome} data-outcome={outcome}>
        <Icon size={16} aria-hidden="true" />
        {t(`answer.attempt.${outcome}`)}
        {outcome === 'ran' && rowCount !== undefined && (
          <span className={styles.rows}>
            {t('table.rows', { count: rowCount })}
          </span>
        )}
      </div>
      {message && (
        <div dir="auto" className={styles.message}>
          {visibleText(message)}
        </div>
      )}
      <SqlBlock
        sql={sql}
        title={t('answer.attempt', { n: n.toString() })}
        language="sql"
      />
    </li>
  );
}
