import { MarkdownContent } from '@backstage/core-components';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { Doc } from '@cairn/backstage-plugin-data-assistant-common';
import { ContextPiece } from '../ContextPiece';
import styles from './DocDetails.module.css';
import { TermTable } from './TermTable';

// A doc comes from any repository that the cluster names, so it may not make the reader's browser fetch from elsewhere.
const noImage = () => '';

/** Prose of the experts and the words that it defines. */
export function DocDetails(props: { doc: Doc }) {
  const { doc } = props;
  return (
    <ContextPiece anchor={{ kind: 'doc', id: doc.id }} label={doc.title}>
      <Card>
        <CardHeader>
          <Text as="h3" variant="title-x-small" weight="bold">
            {doc.title}
          </Text>
        </CardHeader>
        <CardBody>
          <MarkdownContent
            className={styles.body}
            content={doc.body}
            transformImageUri={noImage}
          />
          {doc.terms.length > 0 && <TermTable terms={doc.terms} />}
        </CardBody>
      </Card>
    </ContextPiece>
  );
}
