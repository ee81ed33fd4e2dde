import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RunStatus,
  StepKind,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiCheckLine,
  RiLoader4Line,
} from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { useId, useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './RunSteps.module.css';

/** A move of a run as its journal tells it. @public */
export interface RunStep {
  /** From 1 on. */
  n: number;
  kind: StepKind;
  title: string;
  detail?: string;
}

/** @public */
export interface RunStepsProps {
  steps: RunStep[];
  status: RunStatus;
  /** Show the steps of a run that has ended at once. */
  expanded?: boolean;
}

/**
 * The steps of a run: a growing list while it goes on, folded into their number when it has ended.
 * @public
 */
export function RunSteps(props: RunStepsProps) {
  const { steps, status } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const [expanded, setExpanded] = useState(props.expanded ?? false);
  const listId = useId();
  if (status === 'queued' || status === 'running') {
    return (
      <div className={styles.root}>
        <StepList steps={steps} />
        <p className={styles.progress}>
          <RiLoader4Line size={16} className={styles.spinner} aria-hidden />
          {t(`steps.${status}`)}
        </p>
      </div>
    );
  }
  if (steps.length === 0) {
    return null;
  }
  const Icon = expanded ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <div className={styles.root}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={expanded}
        aria-controls={listId}
        onClick={() => setExpanded(!expanded)}
      >
        <Icon size={16} aria-hidden="true" />
        {t('steps.count', { count: steps.length })}
      </button>
      <div id={listId} hidden={!expanded}>
        <StepList steps={steps} />
      </div>
    </div>
  );
}

function StepList(props: { steps: RunStep[] }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <ol className={styles.list} aria-label={t('steps.label')}>
      {props.steps.map(step => (
        <li key={step.n} className={styles.step}>
          <RiCheckLine size={16} className={styles.done} aria-hidden="true" />
          <div>
            {step.title}
            <VisuallyHidden>, {t('steps.done')}</VisuallyHidden>
            {step.detail && <div className={styles.detail}>{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
