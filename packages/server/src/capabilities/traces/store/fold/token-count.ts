import type { Usage } from '../../dialects/gen-ai-span.ts';
import type { StoredSpan } from '../stored-span.ts';

/** What the calls of models in a trace used. */
export interface Used {
  readonly tokens: Readonly<Record<keyof Usage, number>>;
  /** Undefined as long as nobody named a price. */
  readonly costUsd: number | undefined;
}

/** As much of a span as counting needs. */
export type CountedSpan = Pick<StoredSpan, 'parentSpanId' | 'type' | 'usage' | 'costUsd'>;

export const TOKEN_KINDS = [
  'input',
  'cacheRead',
  'cacheWrite',
  'output',
  'reasoning',
  'audio',
] as const satisfies readonly (keyof Usage)[];

const NONE: Used['tokens'] = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0, audio: 0 };
const ASKING: ReadonlySet<string> = new Set(['generation', 'embedding', 'reranking']);

export const asksModel = ({ type, usage, costUsd }: Omit<CountedSpan, 'parentSpanId'>): boolean =>
  ASKING.has(type) && (usage !== undefined || costUsd !== undefined);

/**
 * Counts what a trace used, span by span as they come, in whatever order. Agents and chains repeat the sum of what they called,
 * and so do calls of a library around the call of the model: only those count that ask a model themselves and have none below
 * them that does. A span whose ancestors are its own descendants is nobody's leaf.
 */
export interface TokenCount {
  /** One that is part of what was counted before. */
  remember(span: CountedSpan, find: (id: bigint) => CountedSpan | undefined): void;
  add(id: bigint, span: CountedSpan, find: (id: bigint) => CountedSpan | undefined): void;
  /** Takes back what a span counted that will be added again with other content. */
  forget(id: bigint, span: CountedSpan): void;
  readonly used: Used;
}

export const createTokenCount = (before?: Used): TokenCount => {
  /** Ids, also of spans that have not come yet, below which a model is asked. */
  const above = new Set<bigint>();
  const tokens = { ...(before?.tokens ?? NONE) };
  let costUsd = before?.costUsd;

  const count = (span: CountedSpan, sign: 1 | -1): void => {
    for (const kind of TOKEN_KINDS) tokens[kind] += sign * (span.usage?.[kind] ?? 0);
    if (span.costUsd !== undefined) costUsd = Math.max(0, (costUsd ?? 0) + sign * span.costUsd);
  };
  /** Tells all above it that a model is asked below them, as far up as they are known and were not told. */
  const climb = (
    from: bigint,
    find: (id: bigint) => CountedSpan | undefined,
    onAsking: (span: CountedSpan) => void,
  ): void => {
    let id = from;
    while (id !== 0n && !above.has(id)) {
      above.add(id);
      const span = find(id);
      if (span === undefined) return;
      if (asksModel(span)) onAsking(span);
      id = span.parentSpanId;
    }
  };

  return {
    remember(span, find) {
      if (asksModel(span)) climb(span.parentSpanId, find, () => {});
    },
    add(id, span, find) {
      const asks = asksModel(span);
      if (asks && !above.has(id)) count(span, 1);
      if (asks || above.has(id)) climb(span.parentSpanId, find, (parent) => count(parent, -1));
    },
    forget(id, span) {
      if (asksModel(span) && !above.has(id)) count(span, -1);
    },
    get used() {
      return { tokens: { ...tokens }, costUsd };
    },
  };
};
