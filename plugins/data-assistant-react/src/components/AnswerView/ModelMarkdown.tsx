import { MarkdownContent } from '@backstage/core-components';
import { portalLink } from '../../text/portalLink';
import { visibleText } from '../../text/visibleText';
import styles from './AnswerSentence.module.css';

// What a model writes may not make the reader's browser fetch anything.
const noImage = () => '';

/** What a model wrote, as simple Markdown without HTML, images and links elsewhere. */
export function ModelMarkdown(props: { text: string }) {
  return (
    // The dialect of GitHub would bring HTML.
    <MarkdownContent
      dialect="common-mark"
      className={styles.markdown}
      content={visibleText(props.text)}
      transformLinkUri={portalLink}
      transformImageUri={noImage}
    />
  );
}
