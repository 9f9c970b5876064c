import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../commands/command.ts';
import { useOffer } from '../../commands/command-store.ts';

/** `x` chooses the row that has the focus, or leaves it out again. */
export const useChooseKey = (ids: readonly string[], choose: (id: string) => void): void => {
  const latest = useRef({ ids, choose });
  useEffect(() => {
    latest.current = { ids, choose };
  });
  const commands = useMemo(() => {
    const run = (): void => {
      const row = document.activeElement?.closest<HTMLElement>('[data-index]');
      const id = latest.current.ids[Number(row?.dataset['index'])];
      if (id !== undefined) latest.current.choose(id);
    };
    return [
      { id: 'choose-row', label: 'Choose the row', group: 'This page', keys: 'x', run },
    ] satisfies readonly Command[];
  }, []);
  useOffer(commands);
};
