import type { Cost, GenAiKind, Usage } from './gen-ai-span.ts';

export interface CountedSpan {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly kind: GenAiKind;
  readonly usage: Usage | undefined;
  readonly cost: Cost | undefined;
}

export interface Totals {
  readonly usage: Usage;
  readonly costUsd: number;
  readonly generations: number;
}

/**
 * What a trace used. Agents and chains repeat the sum of what they called, and so do calls of a library around the call of
 * the model: only those count that ask a model themselves and have none below them that does. A span whose ancestors are its own
 * descendants is nobody's leaf.
 */
export const rollUp = (spans: readonly CountedSpan[]): Totals => {
  const asking = spans.filter(asksModel);
  const above = ancestorsOf(asking, spans);
  const leaves = asking.filter(({ spanId }) => !above.has(spanId));
  const usage: Record<keyof Usage, number> = {
    input: 0,
    cacheRead: 0,
    cacheWrite: 0,
    output: 0,
    reasoning: 0,
    audio: 0,
  };
  let costUsd = 0;
  for (const leaf of leaves) {
    for (const field of FIELDS) usage[field] += leaf.usage?.[field] ?? 0;
    costUsd += leaf.cost?.total ?? 0;
  }
  return { usage, costUsd, generations: leaves.length };
};

const FIELDS: readonly (keyof Usage)[] = ['input', 'cacheRead', 'cacheWrite', 'output', 'reasoning', 'audio'];
const ASKING: readonly GenAiKind[] = ['generation', 'embedding', 'reranking'];

const asksModel = ({ kind, usage, cost }: CountedSpan): boolean =>
  ASKING.includes(kind) && (usage !== undefined || cost !== undefined);

/** Each span is gone over once, however many lie below it. */
const ancestorsOf = (spans: readonly CountedSpan[], all: readonly CountedSpan[]): ReadonlySet<string> => {
  const parents = new Map(all.map(({ spanId, parentSpanId }) => [spanId, parentSpanId]));
  const above = new Set<string>();
  for (const { spanId } of spans) {
    let parent = parents.get(spanId);
    while (parent !== undefined && parent !== spanId && !above.has(parent)) {
      above.add(parent);
      parent = parents.get(parent);
    }
  }
  return above;
};
