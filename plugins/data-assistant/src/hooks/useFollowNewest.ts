import { RefObject, useCallback, useEffect, useRef, useState } from 'react';

const TOLERANCE = 64;
/** Kept free above the newest turn. */
const MARGIN = 24;

/** Spread on an element within a turn with which something new begins, such as a reply and what follows it. */
export const newestPart = { 'data-newest-part': true } as const;

/**
 * Keeps the newest turn at the top of a scrolled log while the reader is there, and leaves the log alone when the reader
 * has gone back to read something older. A turn may be longer than the log, so the last `newestPart` in it counts as the
 * newest, where there is one.
 *
 * @param options - `marker` changes whenever something new is shown; `turns` is the number of turns, and a new one is always shown
 */
export function useFollowNewest(options: {
  logRef: RefObject<HTMLElement>;
  newestRef: RefObject<HTMLElement>;
  marker: string;
  turns: number;
}): { away: boolean; toNewest: () => void; onScroll: () => void } {
  const { logRef, newestRef, marker, turns } = options;
  const [away, setAway] = useState(false);
  const awayRef = useRef(false);
  const shownTurns = useRef(0);
  // Where the log was last seen. A scroll event comes a frame late, when an answer may have grown in between; only a
  // position that changed in a log of the same length is the reader's own doing.
  const seen = useRef({ top: 0, length: 0, pinned: true });

  const setBoth = useCallback((value: boolean) => {
    awayRef.current = value;
    setAway(value);
  }, []);

  const topOfNewest = useCallback(() => {
    const [log, newest] = [logRef.current, newestRef.current];
    if (!log || !newest) {
      return undefined;
    }
    const parts = newest.querySelectorAll('[data-newest-part]');
    const anchor = parts.item(parts.length - 1) ?? newest;
    const offset =
      anchor.getBoundingClientRect().top - log.getBoundingClientRect().top;
    return Math.min(
      log.scrollTop + offset - MARGIN,
      Math.max(0, log.scrollHeight - log.clientHeight),
    );
  }, [logRef, newestRef]);

  const toNewest = useCallback(() => {
    const [log, top] = [logRef.current, topOfNewest()];
    if (log && top !== undefined) {
      log.scrollTop = top;
      seen.current = {
        top: log.scrollTop,
        length: log.scrollHeight,
        pinned: true,
      };
    }
    setBoth(false);
  }, [logRef, topOfNewest, setBoth]);

  const onScroll = useCallback(() => {
    const [log, top] = [logRef.current, topOfNewest()];
    if (!log || top === undefined) {
      return;
    }
    const { scrollTop, scrollHeight } = log;
    if (seen.current.length !== scrollHeight && seen.current.pinned) {
      toNewest();
    } else if (seen.current.top !== scrollTop) {
      seen.current = { top: scrollTop, length: scrollHeight, pinned: false };
      setBoth(scrollTop < top - TOLERANCE);
    }
  }, [logRef, topOfNewest, toNewest, setBoth]);

  useEffect(() => {
    const isNewTurn = turns > shownTurns.current;
    shownTurns.current = turns;
    if (isNewTurn || !awayRef.current) {
      toNewest();
    }
  }, [marker, turns, toNewest]);

  // What loads late, such as a chart, makes room to bring the newest turn to the top.
  useEffect(() => {
    const content = newestRef.current?.parentElement;
    if (!content || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(() => {
      if (seen.current.pinned) {
        toNewest();
      }
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, [newestRef, toNewest]);

  return { away, toNewest, onScroll };
}
