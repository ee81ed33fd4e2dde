import { ReactNode, useEffect, useRef } from 'react';
import { ContextAnchor, anchorId } from '../../clusterLinks';
import styles from './ContextPiece.module.css';
import { useIsAnchored } from './useIsAnchored';

/** A pair, doc or dataset that an address may point at: it is then scrolled to, focused and marked. */
export function ContextPiece(props: {
  anchor: ContextAnchor;
  label: string;
  children: ReactNode;
}) {
  const { anchor, label, children } = props;
  const element = useRef<HTMLElement>(null);
  const anchored = useIsAnchored(anchor);

  useEffect(() => {
    if (anchored) {
      element.current?.scrollIntoView({ block: 'start' });
      element.current?.focus({ preventScroll: true });
    }
  }, [anchored]);

  return (
    <section
      ref={element}
      id={anchorId(anchor)}
      aria-label={label}
      aria-current={anchored ? 'location' : undefined}
      tabIndex={-1}
      className={styles.piece}
    >
      {children}
    </section>
  );
}
