import type { Span } from '@holdfast/protocol/traces/span';
import { type Family, familyOf } from './family.ts';
import { type PlacedSpan, placedSpans } from './placed-spans.ts';
import type { SpanNode, SpanTree } from './span-node.ts';

/** What is still to be written down: a span by its place, or a parent that is missing by its id. */
interface Due {
  readonly what: number | string;
  readonly depth: number;
  readonly parent: number;
  readonly place: number;
  readonly siblings: number;
}

type Draft = { -readonly [Name in keyof SpanNode]: SpanNode[Name] };

/** Of two that begin together the longer stands first: it is more likely to hold the other. */
const inOrder =
  (spans: readonly PlacedSpan[]) =>
  (a: number, b: number): number => {
    const [one, other] = [spans[a], spans[b]];
    if (one === undefined || other === undefined) return 0;
    return (
      one.start - other.start ||
      (other.end ?? Infinity) - (one.end ?? Infinity) ||
      (one.span.span_id < other.span.span_id ? -1 : 1)
    );
  };

const fromTo = (places: readonly number[], spans: readonly PlacedSpan[]): Pick<SpanNode, 'start' | 'end'> => {
  let [start, end, isOpen] = [Infinity, 0, false];
  for (const place of places) {
    const placed = spans[place];
    if (placed === undefined) continue;
    start = Math.min(start, placed.start);
    end = Math.max(end, placed.end ?? 0);
    isOpen ||= placed.end === undefined;
  }
  return { start, end: isOpen ? undefined : end };
};

const write = (spans: readonly PlacedSpan[], family: Family): readonly SpanNode[] => {
  const sorted = inOrder(spans);
  const startOf = (what: number | string): number =>
    typeof what === 'number' ? (spans[what]?.start ?? 0) : fromTo(family.orphans.get(what) ?? [], spans).start;
  const childrenOf = (what: number | string): readonly number[] =>
    ((typeof what === 'number' ? family.children.get(what) : family.orphans.get(what)) ?? []).toSorted(sorted);
  const nodes: Draft[] = [];
  const due: Due[] = [];
  const owe = (whats: readonly (number | string)[], depth: number, parent: number): void => {
    for (let place = whats.length; place > 0; place -= 1) {
      due.push({ what: whats[place - 1] ?? 0, depth, parent, place, siblings: whats.length });
    }
  };
  const orphaned = [...family.orphans.keys()].map((id) => ({ id, start: startOf(id) }));
  const roots = family.roots.toSorted(sorted).map((place) => ({ id: place, start: startOf(place) }));
  owe(
    [...roots, ...orphaned].toSorted((a, b) => a.start - b.start).map(({ id }) => id),
    0,
    -1,
  );
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    const { what, ...stands } = next;
    const index = nodes.length;
    const below = childrenOf(what);
    const placed = typeof what === 'number' ? spans[what] : undefined;
    const { start, end } = placed ?? fromTo(below, spans);
    const key = placed?.span.span_id ?? `missing ${what}`;
    const isCut = typeof what === 'number' && family.cut.has(what);
    nodes.push({ key, span: placed?.span, start, end, ...stands, until: index + 1, isCut });
    owe(below, stands.depth + 1, index);
  }
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index];
    const parent = nodes[node?.parent ?? -1];
    if (node !== undefined && parent !== undefined) parent.until = Math.max(parent.until, node.until);
  }
  return nodes;
};

/** The spans of a trace as a tree, in O(n log n), whatever they say of each other and however deep it is. */
export const buildTree = (given: readonly Span[]): SpanTree => {
  const { base, spans } = placedSpans(given);
  const nodes = write(spans, familyOf(spans));
  return {
    nodes,
    base,
    places: new Map(nodes.map(({ key }, place) => [key, place])),
    length: nodes.reduce((most, { start, end }) => Math.max(most, end ?? start), 0),
  };
};
