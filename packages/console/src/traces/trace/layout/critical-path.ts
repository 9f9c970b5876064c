import type { SpanNode, SpanTree } from './span-node.ts';

/** The chain of spans of which each kept the trace from ending sooner. */
export interface CriticalPath {
  /** By place in the tree: whether it is on the path. */
  readonly isOn: Uint8Array;
  /** By place in the tree: nanoseconds of the path that are its own, and not those of one below it. */
  readonly own: Float64Array;
}

interface Stretch {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const ROOTS = -1;

const childrenByParent = ({ nodes }: SpanTree): ReadonlyMap<number, number[]> => {
  const children = new Map<number, number[]>();
  for (const [index, { parent }] of nodes.entries()) {
    const list = children.get(parent);
    if (list === undefined) children.set(parent, [index]);
    else list.push(index);
  }
  return children;
};

/**
 * From the end of a span back to its start: the child that ended last before it is what it waited for, then the one that
 * ended last before that began, and so on. What is open lasts until now.
 */
export const criticalPath = (tree: SpanTree, now = tree.length): CriticalPath => {
  const { nodes } = tree;
  const isOn = new Uint8Array(nodes.length);
  const own = new Float64Array(nodes.length);
  const children = childrenByParent(tree);
  const endOf = ({ end, start }: SpanNode): number => end ?? Math.max(now, start);
  const due: Stretch[] = [{ at: ROOTS, from: 0, to: Math.max(now, tree.length) }];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    const { at, from, to } = next;
    const below = (children.get(at) ?? []).flatMap((index) => {
      const node = nodes[index];
      return node === undefined ? [] : [{ index, start: node.start, end: Math.min(endOf(node), to) }];
    });
    below.sort((a, b) => b.end - a.end || a.start - b.start);
    let [until, waited] = [to, 0];
    for (const { index, start, end } of below) {
      if (end > until || end <= from || start >= until) continue;
      const begin = Math.max(start, from);
      isOn[index] = 1;
      due.push({ at: index, from: begin, to: end });
      waited += end - begin;
      until = begin;
    }
    if (at !== ROOTS) own[at] = to - from - waited;
  }
  return { isOn, own };
};
