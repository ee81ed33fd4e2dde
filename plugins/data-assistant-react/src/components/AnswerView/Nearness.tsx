import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { dataAssistantReactTranslationRef } from '../../translation';
import { Explained } from './Explained';
import styles from './AnswerView.module.css';

/** From which score on a question is about a topic, in words; best first. */
const LEVELS = [
  { from: 0.8, level: 'veryLikely' },
  { from: 0.5, level: 'likely' },
  { from: 0.2, level: 'possible' },
  { from: 0, level: 'unlikely' },
] as const;

/** How likely a question is about the topic of a cluster, in words: a percentage would read as if it were answered there. */
export function Nearness(props: { score: number }) {
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const { level } =
    LEVELS.find(({ from }) => props.score >= from) ?? LEVELS[LEVELS.length - 1];
  return (
    <Explained
      explanation={t('answer.nearness.explanation')}
      className={styles.confidence}
    >
      {t(`answer.nearness.${level}`)}
    </Explained>
  );
}
