import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../commands/command.ts';
import { useOffer } from '../../commands/command-store.ts';
import { nextIndex } from './next-index.ts';

interface InboxKeys {
  readonly ids: readonly DecisionId[];
  readonly chosen: string | undefined;
  readonly onGo: (id: DecisionId) => void;
  /** Leads into the one that is chosen. */
  readonly onRead: () => void;
}

const focusItem = (list: HTMLElement | null, id: DecisionId): void => {
  const link = list?.querySelector<HTMLElement>(`[data-decision="${id}"] a`);
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: 'nearest' });
};

/** `j` and `k` go from decision to decision, `o` into the one that is chosen, so that what scrolls scrolls it. One that has left the list is followed by what took its place. */
export const useInboxKeys = (list: RefObject<HTMLElement | null>, { ids, chosen, onGo, onRead }: InboxKeys): void => {
  const at = ids.findIndex((id) => id === chosen);
  const latest = useRef({ ids, at, last: 0, onGo, onRead });
  useEffect(() => {
    latest.current = { ids, at, last: at < 0 ? latest.current.last : at, onGo, onRead };
  });
  const commands = useMemo(() => {
    const go = (by: 1 | -1): void => {
      const { ids: known, at: from, last, onGo: onGoTo } = latest.current;
      const id = known[nextIndex({ count: known.length, at: from, last, by })];
      if (id === undefined) return;
      focusItem(list.current, id);
      onGoTo(id);
    };
    return [
      { id: 'next-row', label: 'Next decision', group: 'This page', keys: 'j', run: () => go(1) },
      { id: 'previous-row', label: 'The decision before', group: 'This page', keys: 'k', run: () => go(-1) },
      {
        id: 'read-decision',
        label: 'Into the decision',
        group: 'This page',
        keys: 'o',
        run: () => latest.current.onRead(),
      },
    ] satisfies readonly Command[];
  }, [list]);
  useOffer(commands);
};
