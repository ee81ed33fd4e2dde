import { AnswerTier } from '@cairn/backstage-plugin-data-assistant-common';
import { visibleText } from '../../text/visibleText';
import { ModelMarkdown } from './ModelMarkdown';
import styles from './AnswerSentence.module.css';

/** Beyond it an answer is prose, which large bold letters would make hard to read. */
const SENTENCE_LENGTH = 240;

/** What the answer says: plain words, or what a model wrote as simple Markdown. */
export function AnswerSentence(props: { tier: AnswerTier; sentence: string }) {
  const { tier } = props;
  const sentence = visibleText(props.sentence);
  const isLong = sentence.length > SENTENCE_LENGTH || undefined;
  if (tier !== 'grounded') {
    return (
      <p dir="auto" className={styles.sentence} data-long={isLong}>
        {sentence}
      </p>
    );
  }
  return (
    <div dir="auto" data-long={isLong} className={styles.sentence}>
      <ModelMarkdown text={props.sentence} />
    </div>
  );
}
