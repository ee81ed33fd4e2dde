import { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Names and values side by side; a fact without a value is left out. */
export function Facts(props: {
  facts: { name: string; value: ReactNode | undefined }[];
}) {
  return (
    <dl className={styles.facts}>
      {props.facts
        .filter(fact => fact.value !== undefined)
        .map(fact => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
