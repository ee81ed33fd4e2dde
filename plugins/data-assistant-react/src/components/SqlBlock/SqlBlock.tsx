import { CodeSnippet, CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { visibleText } from '../../text/visibleText';
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
  /** What it is; by default SQL. */
  title?: string;
  /** How it is highlighted: as SQL unless it has another title, then not at all. */
  language?: 'sql' | 'text';
  /** What the button does that copies it; by default for SQL. */
  copyLabel?: string;
  /** Folded until the reader opens it. */
  collapsed?: boolean;
}

/**
 * SQL, highlighted, with a button that copies it.
 * @public
 */
export function SqlBlock(props: SqlBlockProps) {
  const { sql, collapsed = false } = props;
  const language =
    props.language ?? (props.title === undefined ? 'sql' : 'text');
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const title = props.title ?? t('sql.title');
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
            {title}
          </button>
        ) : (
          <span>{title}</span>
        )}
        <CopyTextButton
          text={sql}
          tooltipText={t('sql.copied')}
          aria-label={props.copyLabel ?? t('sql.copy')}
          variant="tertiary"
        />
      </div>
      <div id={codeId} hidden={!expanded} className={styles.code}>
        {expanded && (
          <CodeSnippet
            text={visibleText(sql)}
            language={language}
            customStyle={codeStyle}
          />
        )}
      </div>
    </div>
  );
}
