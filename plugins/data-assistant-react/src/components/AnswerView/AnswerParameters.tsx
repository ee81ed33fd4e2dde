import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { FilledParameter } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantReactTranslationRef } from '../../translation';
import styles from './AnswerView.module.css';

/** What was filled into the vetted question, and from which words: `Sweden → SE`. */
export function AnswerParameters(props: { parameters: FilledParameter[] }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('answer.parameters')}</h3>
      <dl className={styles.parameters}>
        {props.parameters.map(parameter => (
          <div key={parameter.name} className={styles.parameter}>
            <dt>
              {parameter.type === 'topN'
                ? t('answer.parameter.topN')
                : parameter.name.replaceAll('_', ' ')}
            </dt>
            <dd>
              {parameter.words ? (
                <FilledFrom words={parameter.words} parameter={parameter} />
              ) : (
                <>
                  {parameter.label}{' '}
                  <span className={styles.muted}>
                    ({t('answer.parameter.default')})
                  </span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function FilledFrom(props: { words: string; parameter: FilledParameter }) {
  const { words, parameter } = props;
  const { type, label, value } = parameter;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  // A value's label is often the question's own word; what was bound for it tells the reader more.
  const target = type === 'value' && label === words ? value : label;
  if (target === words) {
    return <>{words}</>;
  }
  return (
    <>
      <span aria-hidden="true">{`${words} → ${target}`}</span>
      <VisuallyHidden>
        {t('answer.parameter.filled', { words, target })}
      </VisuallyHidden>
    </>
  );
}
