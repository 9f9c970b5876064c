import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useOffer } from '../commands/command-store.ts';

/** Offers a key to look again on a page that keeps itself fresh. */
export const useRefreshCommand = (refresh: () => void, keys: string): void => {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  }, [refresh]);
  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'refresh', label: 'Look again', group: 'This page', keys, run: () => latest.current() }],
    [keys],
  );
  useOffer(commands);
};
