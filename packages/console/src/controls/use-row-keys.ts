import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useOffer } from '../commands/command-store.ts';

const linkAt = (box: HTMLElement | null, index: number): HTMLElement | null | undefined =>
  box?.querySelector<HTMLElement>(`[data-index="${index}"] a`);

const focusedIn = (box: HTMLElement | null): number => {
  const row = document.activeElement?.closest<HTMLElement>('[data-index]');
  return row !== null && row !== undefined && box?.contains(row) === true ? Number(row.dataset['index']) : -1;
};

/** `j` and `k` go from row to row of a list of which only a part is there. */
export const useRowKeys = (
  box: RefObject<HTMLDivElement | null>,
  count: number,
  bring: (index: number) => void,
): void => {
  const latest = useRef({ count, bring });
  useEffect(() => {
    latest.current = { count, bring };
  });
  const commands = useMemo(() => {
    const go = (by: number): void => {
      const at = Math.min(latest.current.count - 1, Math.max(0, focusedIn(box.current) + by));
      latest.current.bring(at);
      const focus = (tries: number): void => {
        const link = linkAt(box.current, at);
        if (link !== null && link !== undefined) link.focus({ preventScroll: true });
        else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
      };
      focus(10);
    };
    return [
      { id: 'next-row', label: 'Next in the list', group: 'This page', keys: 'j', run: () => go(1) },
      { id: 'previous-row', label: 'The one before in the list', group: 'This page', keys: 'k', run: () => go(-1) },
    ] satisfies readonly Command[];
  }, [box]);
  useOffer(commands);
};
