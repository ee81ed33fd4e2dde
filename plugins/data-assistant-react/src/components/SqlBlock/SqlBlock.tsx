import { CodeSnippet, CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './SqlBlock.module.css';

const codeStyle = {
  margin: 0,
  padding: 'var(--bui-space-3)',
  maxHeight: 420,
  overflow: 'auto',
  background: 'transparent',
  fontFamily: 'var(--bui-font-monospace)',
};

/** @public */
export interface SqlBlockProps {
  sql: string;
  /** Folded until the reader opens it. */
  collapsed?: boolean;
}

/**
 * SQL, highlighted, with a button that copies it.
 * @public
 */
export function SqlBlock(props: SqlBlockProps) {
  const { sql, collapsed = false } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [expanded, setExpanded] = useState(!collapsed);
  const codeId = useId();
  const Icon = expanded ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <div className={styles.block}>
      <div className={styles.bar}>
        {collapsed ? (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={expanded}
            aria-controls={codeId}
            onClick={() => setExpanded(!expanded)}
          >
            <Icon size={16} aria-hidden="true" />
            {t('sql.title')}
          </button>
        ) : (
          <span>{t('sql.title')}</span>
        )}
        <CopyTextButton
          text={sql}
          tooltipText={t('sql.copied')}
          aria-label={t('sql.copy')}
          variant="tertiary"
        />
      </div>
      <div id={codeId} hidden={!expanded} className={styles.code}>
        {expanded && (
          <CodeSnippet text={sql} language="sql" customStyle={codeStyle} />
        )}
      </div>
    </div>
  );
}
