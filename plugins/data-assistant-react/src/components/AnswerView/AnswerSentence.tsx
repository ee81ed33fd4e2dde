import { MarkdownContent } from '@backstage/core-components';
import { AnswerTier } from '@cairn/backstage-plugin-data-assistant-common';
import { portalLink } from '../../text/portalLink';
import { visibleText } from '../../text/visibleText';
import styles from './AnswerSentence.module.css';

/** Beyond it an answer is prose, which large bold letters would make hard to read. */
const SENTENCE_LENGTH = 240;

// What a model writes may not make the reader's browser fetch anything.
const noImage = () => '';

/** What the answer says: plain words, or what a model wrote as simple Markdown without HTML, images and links elsewhere. */
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
      {/* The dialect of GitHub would bring HTML. */}
      <MarkdownContent
        dialect="common-mark"
        className={styles.markdown}
        content={sentence}
        transformLinkUri={portalLink}
        transformImageUri={noImage}
      />
    </div>
  );
}
