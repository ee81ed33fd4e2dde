import { Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './EmptyNotice.module.css';

/** What is shown where a list has nothing in it, and what the reader can do about it. */
export function EmptyNotice(props: {
  title: string;
  description: string;
  action?: ReactNode;
}) {
  return (
    <Flex direction="column" align="center" gap="2" className={styles.notice}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {props.description}
      </Text>
      {props.action}
    </Flex>
  );
}
