import { useEffect } from 'react';
import { useSession, useSessionStore } from './session-context.ts';

const AGAIN_MS = 5_000;

/** Asks who is here: at first, until the server says it, and when somebody comes back to this tab. */
export const useKeptSession = (): void => {
  const store = useSessionStore();
  const { state } = useSession();
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void store.look();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [store]);
  useEffect(() => {
    if (state !== 'unknown') return undefined;
    const timer = setInterval(() => void store.look(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [store, state]);
};
