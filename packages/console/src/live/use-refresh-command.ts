import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useOffer } from '../commands/command-store.ts';

/** The same on every page: `r` rejects where something is decided. */
export const REFRESH_KEY = 'u';

/** Offers a key to look again on a page that keeps itself fresh. */
export const useRefreshCommand = (refresh: () => void): void => {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  }, [refresh]);
  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'refresh', label: 'Look again', group: 'This page', keys: REFRESH_KEY, run: () => latest.current() }],
    [],
  );
  useOffer(commands);
};
