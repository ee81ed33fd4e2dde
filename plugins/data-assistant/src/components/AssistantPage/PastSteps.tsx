import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { StepsToggle } from '@cairn/backstage-plugin-data-assistant-react';
import { useId, useState } from 'react';
import { assistantFailure } from '../../hooks/assistantFailure';
import { useRunStream } from '../../hooks/useRunStream';
import { dataAssistantTranslationRef } from '../../translation';
import { Journey } from './RunJourney';
import styles from './Turn.module.css';

/** The steps of a run that had ended before the page was opened, read when they are asked for. */
export function PastSteps(props: { runId: string; answer?: Answer }) {
  const { runId, answer } = props;
  const [expanded, setExpanded] = useState(false);
  const [wanted, setWanted] = useState(false);
  const stream = useRunStream({ runId, enabled: wanted });
  const { usage, attempts, sql } = answer ?? {};
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const stepsId = useId();
  return (
    <div className={styles.pastSteps}>
      <StepsToggle
        label={t(answer ? 'assistant.run.steps' : 'assistant.run.stepsOnly')}
        steps={usage?.steps}
        queries={attempts?.length ?? (sql === undefined ? 0 : 1)}
        durationMs={usage?.durationMs}
        expanded={expanded}
        onToggle={() => {
          setExpanded(!expanded);
          setWanted(true);
        }}
        controls={stepsId}
      />
      <div id={stepsId} className={styles.pastJourney} hidden={!expanded}>
        {expanded && <PastJourney stream={stream} />}
      </div>
    </div>
  );
}

function PastJourney(props: { stream: ReturnType<typeof useRunStream> }) {
  const { steps, exchanges, ended, lost, reconnect } = props.stream;
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  if (steps.length + exchanges.length > 0) {
    return (
      <Journey steps={steps} exchanges={exchanges} status="done" unfolded />
    );
  }
  const isGone =
    lost !== undefined && assistantFailure(lost).kind === 'notFound';
  if (ended || isGone) {
    return <p className={styles.note}>{t('assistant.run.stepsGone')}</p>;
  }
  return lost === undefined ? (
    <p role="status" className={styles.note}>
      {t('assistant.run.stepsLoading')}
    </p>
  ) : (
    <div role="alert" className={styles.note}>
      {t('assistant.run.stepsFailed')}{' '}
      <Button size="small" variant="secondary" onPress={reconnect}>
        {t('assistant.failure.retry')}
      </Button>
    </div>
  );
}
