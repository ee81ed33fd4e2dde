import { RefObject, useCallback, useEffect, useRef, useState } from 'react';

const TOLERANCE = 64;
/** Kept free above the newest turn. */
const MARGIN = 24;

/**
 * Keeps the newest turn at the top of a scrolled log while the reader is there, and leaves the log alone when the reader
 * has gone back to read something older.
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

  const setBoth = useCallback((value: boolean) => {
    awayRef.current = value;
    setAway(value);
  }, []);

  const topOfNewest = useCallback(() => {
    const [log, newest] = [logRef.current, newestRef.current];
    if (!log || !newest) {
      return undefined;
    }
    const offset =
      newest.getBoundingClientRect().top - log.getBoundingClientRect().top;
    return Math.min(
      log.scrollTop + offset - MARGIN,
      Math.max(0, log.scrollHeight - log.clientHeight),
    );
  }, [logRef, newestRef]);

  const toNewest = useCallback(() => {
    const top = topOfNewest();
    if (logRef.current && top !== undefined) {
      logRef.current.scrollTop = top;
    }
    setBoth(false);
  }, [logRef, topOfNewest, setBoth]);

  const onScroll = useCallback(() => {
    const top = topOfNewest();
    if (logRef.current && top !== undefined) {
      setBoth(logRef.current.scrollTop < top - TOLERANCE);
    }
  }, [logRef, topOfNewest, setBoth]);

  useEffect(() => {
    const isNewTurn = turns > shownTurns.current;
    shownTurns.current = turns;
    if (isNewTurn || !awayRef.current) {
      toNewest();
    }
  }, [marker, turns, toNewest]);

  return { away, toNewest, onScroll };
}
