import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RunDraft,
  RunStatus,
  RunStepView,
} from '@cairn/backstage-plugin-data-assistant-common';
import { useId, useState } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { RunProgress } from './RunProgress';
import { StepItem } from './StepItem';
import { countQueries } from './stepsSummary';
import { StepsToggle } from './StepsToggle';
import styles from './RunSteps.module.css';

/** @public */
export interface RunStepsProps {
  steps: RunStepView[];
  /** Of the run; with a final one the steps are folded. */
  status: RunStatus;
  /** What the run is at until its next step. */
  draft?: RunDraft;
  /** While `queued`: how many runs are before it. */
  ahead?: number;
  /** Whether another worker had to take the run over. */
  interrupted?: boolean;
  /** What the run took, in milliseconds. */
  durationMs?: number;
  /** Shows the steps alone, for a place that folds them itself. */
  unfolded?: boolean;
}

/**
 * The steps of a run: a growing list while it goes on, folded into one line when it has ended.
 * @public
 */
export function RunSteps(props: RunStepsProps) {
  const { steps, status, draft, ahead, interrupted, durationMs, unfolded } =
    props;
  const [expanded, setExpanded] = useState(false);
  const listId = useId();
  if (status === 'queued' || status === 'running' || status === 'waiting') {
    return (
      <div className={styles.root}>
        <StepList steps={steps} />
        <RunProgress
          status={status}
          draft={draft}
          ahead={ahead}
          interrupted={interrupted}
        />
      </div>
    );
  }
  if (steps.length === 0) {
    return null;
  }
  if (unfolded) {
    return (
      <div className={styles.root}>
        <StepList steps={steps} />
      </div>
    );
  }
  return (
    <div className={styles.root}>
      <StepsToggle
        steps={steps.length}
        queries={countQueries(steps)}
        durationMs={durationMs}
        expanded={expanded}
        onToggle={() => setExpanded(!expanded)}
        controls={listId}
      />
      <div id={listId} hidden={!expanded} className={styles.folded}>
        {expanded && <StepList steps={steps} />}
      </div>
    </div>
  );
}

function StepList(props: { steps: RunStepView[] }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <ol className={styles.list} aria-label={t('steps.label')}>
      {props.steps.map(step => (
        <StepItem key={step.n} step={step} />
      ))}
    </ol>
  );
}
