import { useMemo, useState } from 'react';
import { criticalPath } from './layout/critical-path.ts';
import type { SpanNode, SpanTree } from './layout/span-node.ts';
import { type Sight, sightWithin } from './layout/time-axis.ts';
import { unfoldedFor, visibleRows } from './layout/visible-rows.ts';
import type { RowSetting } from './waterfall-state.ts';

export interface Waterfall {
  readonly tree: SpanTree;
  /** The places of the rows that are shown. */
  readonly rows: readonly number[];
  readonly folded: ReadonlySet<string>;
  readonly setting: RowSetting;
  readonly whole: number;
  readonly look: (sight: Sight | undefined) => void;
  readonly fold: (place: number, isFolded: boolean) => void;
  readonly foldAll: (isFolded: boolean) => void;
  /** Unfolds what is above it. */
  readonly reveal: (place: number) => void;
  readonly typed: string;
  readonly search: (typed: string) => void;
  /** The places of what was searched for, in their order; undefined when nothing is. */
  readonly found: readonly number[] | undefined;
  readonly failed: readonly number[];
  readonly isPathShown: boolean;
  readonly showPath: (isShown: boolean) => void;
}

const textOf = ({ span }: SpanNode): string =>
  span === undefined
    ? ''
    : [span.name, span.service, span.model, span.tool, span.agent, span.type].join('\n').toLowerCase();

const placesWhere = ({ nodes }: SpanTree, isMeant: (node: SpanNode) => boolean): readonly number[] =>
  nodes.flatMap((node, place) => (isMeant(node) ? [place] : []));

const hasChildren = ({ nodes }: SpanTree, place: number): boolean => (nodes[place]?.until ?? 0) > place + 1;

/** What of a trace is unfolded, looked at, searched for and marked. `now` is until when open spans are drawn. */
export const useWaterfall = (tree: SpanTree, now: number): Waterfall => {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [near, setNear] = useState<Sight | undefined>(undefined);
  const [typed, search] = useState('');
  const [isPathShown, showPath] = useState(true);
  const whole = Math.max(1, tree.length, now);
  const rows = useMemo(() => visibleRows(tree, folded), [tree, folded]);
  const path = useMemo(() => criticalPath(tree, whole), [tree, whole]);
  const failed = useMemo(() => placesWhere(tree, ({ span }) => span?.status === 'error'), [tree]);
  const found = useMemo(() => {
    const words = typed.trim().toLowerCase();
    return words === '' ? undefined : placesWhere(tree, (node) => textOf(node).includes(words));
  }, [tree, typed]);
  const setting = useMemo(
    () => ({
      tree,
      now: whole,
      sight: near === undefined ? { from: 0, to: whole } : sightWithin(whole, near),
      isOnPath: isPathShown ? path.isOn : undefined,
      found: found === undefined ? undefined : new Set(found),
    }),
    [tree, whole, near, isPathShown, path, found],
  );
  return {
    tree,
    rows,
    folded,
    setting,
    whole,
    look: setNear,
    fold: (place, isFolded) =>
      setFolded((before) => {
        const key = tree.nodes[place]?.key ?? '';
        const next = new Set(before);
        if (isFolded && hasChildren(tree, place)) next.add(key);
        else next.delete(key);
        return next;
      }),
    foldAll: (isFolded) =>
      setFolded(
        new Set(
          isFolded
            ? tree.nodes.filter(({ depth }, place) => depth > 0 && hasChildren(tree, place)).map(({ key }) => key)
            : [],
        ),
      ),
    reveal: (place) => setFolded((before) => unfoldedFor(tree, before, place)),
    typed,
    search,
    found,
    failed,
    isPathShown,
    showPath,
  };
};
