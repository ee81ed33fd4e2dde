import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import {
  RunStepView,
  StepKind,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiBookOpenLine,
  RiChatQuoteLine,
  RiCompass3Line,
  RiDatabase2Line,
  RiErrorWarningLine,
  RiForbidLine,
  RiLightbulbLine,
  RiQuestionnaireLine,
  RiShieldCheckLine,
  RiToolsLine,
} from '@remixicon/react';
import { visibleText } from '../../text/visibleText';
import { dataAssistantReactTranslationRef } from '../../translation';
import { SqlBlock } from '../SqlBlock';
import { FoldedText } from './FoldedText';
import styles from './RunSteps.module.css';

const icons: Record<StepKind, typeof RiToolsLine> = {
  route: RiCompass3Line,
  match: RiChatQuoteLine,
  guard: RiShieldCheckLine,
  query: RiDatabase2Line,
  context: RiBookOpenLine,
  think: RiLightbulbLine,
  tool: RiToolsLine,
  question: RiQuestionnaireLine,
};

function iconOf({ kind, sql, outcome }: RunStepView) {
  if (outcome === 'refused') {
    return RiForbidLine;
  }
  if (outcome === 'failed') {
    return RiErrorWarningLine;
  }
  return kind === 'tool' && sql !== undefined
    ? RiDatabase2Line
    : icons[kind] ?? RiToolsLine;
}

/** A move of a run: what was done, what came of it, and the SQL when there was any. */
export function StepItem(props: { step: RunStepView }) {
  const { step } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const outcome = step.outcome ?? 'ok';
  const Icon = iconOf(step);
  return (
    <li className={styles.step}>
      <Icon
        size={16}
        className={styles.icon}
        data-outcome={step.outcome}
        aria-hidden="true"
      />
      <div className={styles.body}>
        <bdi className={styles.title}>{visibleText(step.title)}</bdi>
        {outcome === 'ok' ? (
          <VisuallyHidden>, {t('steps.done')}</VisuallyHidden>
        ) : (
          <>
            {' '}
            <span className={styles.outcome}>{t(`steps.${outcome}`)}</span>
          </>
        )}
        {step.detail && <FoldedText text={step.detail} />}
        {step.sql && (
          <div className={styles.sql}>
            <SqlBlock
              sql={step.sql}
              title={t('steps.sql')}
              language="sql"
              collapsed
            />
          </div>
        )}
      </div>
    </li>
  );
}
