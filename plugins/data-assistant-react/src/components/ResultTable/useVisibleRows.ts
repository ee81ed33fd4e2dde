import { useVirtualizer } from '@tanstack/react-virtual';

/** Below this a browser shows all rows without effort, and find-in-page and printing work. */
const VIRTUAL_FROM = 100;
export const ROW_HEIGHT = 36;
const OVERSCAN = 12;

/** Which rows to put into the document, and the height in pixels of those left out above and below. */
export interface VisibleRows {
  indexes: number[];
  before: number;
  after: number;
}

/** Picks the rows that a scrolled table shows. */
export function useVisibleRows(options: {
  count: number;
  /** Undefined until it is in the document. */
  scrollElement: HTMLElement | undefined;
}): VisibleRows {
  const { count, scrollElement } = options;
  const virtual = count >= VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count,
    enabled: virtual,
    getScrollElement: () => scrollElement ?? null,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  if (!virtual) {
    return {
      indexes: Array.from({ length: count }, (_, index) => index),
      before: 0,
      after: 0,
    };
  }
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map(item => item.index),
    before: items.at(0)?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
}
