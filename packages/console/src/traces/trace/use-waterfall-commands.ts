import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../commands/command.ts';
import { useOffer } from '../../commands/command-store.ts';
import { zoomed } from './layout/time-axis.ts';
import { beforeOf, nextOf, rowAt } from './row-at.ts';
import type { Waterfall } from './use-waterfall.ts';

interface WaterfallCommandsOptions {
  readonly waterfall: Waterfall;
  readonly chosen: number;
  readonly choose: (place: number) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** What can be done with a trace, for its buttons and for the keys. */
const deedsOf = ({ waterfall, chosen, choose, field }: WaterfallCommandsOptions) => {
  const { rows, found, failed, whole, setting, look, isPathShown, showPath, foldAll } = waterfall;
  const to = (place: number | undefined): void => {
    if (place !== undefined) choose(place);
  };
  const by = (step: number): void => {
    const row = chosen < 0 ? -1 : rowAt(rows, chosen);
    to(rows[Math.min(rows.length - 1, Math.max(0, row + step))]);
  };
  return {
    next: () => by(1),
    previous: () => by(-1),
    nextFailed: () => to(nextOf(failed, chosen)),
    nextFound: () => to(nextOf(found ?? [], chosen)),
    previousFound: () => to(beforeOf(found ?? [], chosen)),
    search: () => field.current?.focus(),
    path: () => showPath(!isPathShown),
    nearer: () => look(zoomed(whole, setting.sight, 0.5)),
    farther: () => look(zoomed(whole, setting.sight, 2)),
    whole: () => look(undefined),
    fold: () => foldAll(true),
    unfold: () => foldAll(false),
  };
};

type Deeds = ReturnType<typeof deedsOf>;

const KEYS: readonly (readonly [keyof Deeds, string, string?])[] = [
  ['next', 'Next span', 'j'],
  ['previous', 'Span before', 'k'],
  ['search', 'Search spans', '/'],
  ['nextFound', 'Next span found', 'n'],
  ['previousFound', 'Span found before', 'N'],
  ['nextFailed', 'Next failed span', 'e'],
  ['path', 'Show or hide the critical path', 'c'],
  ['nearer', 'Look nearer', '+'],
  ['farther', 'Look from farther', '-'],
  ['whole', 'Look at the whole trace', '0'],
  ['fold', 'Fold all'],
  ['unfold', 'Unfold all'],
];

export const useWaterfallCommands = (options: WaterfallCommandsOptions): Deeds => {
  const deeds = deedsOf(options);
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  const commands = useMemo(
    () =>
      KEYS.map(([name, label, keys]): Command => ({
        id: `trace-${name}`,
        label,
        group: 'This page',
        ...(keys !== undefined && { keys }),
        run: () => latest.current[name](),
      })),
    [],
  );
  useOffer(commands);
  return deeds;
};
