import { ReactNode } from 'react';
import styles from './StatusLabel.module.css';

/** A word or two about the state of something, in the colour of that state. */
export function StatusLabel(props: {
  status: 'success' | 'warning' | 'danger' | 'neutral';
  children: ReactNode;
}) {
  return (
    <span className={styles.label} data-status={props.status}>
      {props.children}
    </span>
  );
}
