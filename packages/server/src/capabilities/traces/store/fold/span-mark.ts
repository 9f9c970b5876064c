import type { StoredSpan } from '../stored-span.ts';
import type { Asked, CountedSpan } from './token-count.ts';

/** What is remembered of a span that is stored, to know it again and to count it. */
export interface SpanMark extends CountedSpan {
  readonly digest: bigint;
  readonly isOpen: boolean;
  readonly failed: boolean;
}

/** What of a span says how it is counted. */
export const askedOf = ({ type, usage, costUsd }: Pick<StoredSpan, 'type' | 'usage' | 'costUsd'>): Asked | undefined =>
  ASKING.has(type) && (usage !== undefined || costUsd !== undefined) ? { usage, costUsd } : undefined;

const ASKING: ReadonlySet<string> = new Set(['generation', 'embedding', 'reranking']);

export const markOf = (span: StoredSpan): SpanMark => ({
  parentSpanId: span.parentSpanId,
  digest: span.digest,
  isOpen: span.duration === undefined,
  failed: span.status === 'error',
  asked: askedOf(span),
});
