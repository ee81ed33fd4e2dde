import { useEffect, useRef } from 'react';

/** Calls `refetch` when the reader comes back to this tab, since another one may have changed things. */
export function useRefetchOnFocus(refetch: () => void): void {
  const latest = useRef(refetch);
  useEffect(() => {
    latest.current = refetch;
  });
  useEffect(() => {
    const onFocus = () => {
      if (document.visibilityState === 'visible') {
        latest.current();
      }
    };
    window.addEventListener('focus', onFocus);
    document.addEventListener('visibilitychange', onFocus);
    return () => {
      window.removeEventListener('focus', onFocus);
      document.removeEventListener('visibilitychange', onFocus);
    };
  }, []);
}
