import type { Span } from '@holdfast/protocol/traces/span';

/** A span on the clock of its trace. */
export interface PlacedSpan {
  readonly span: Span;
  readonly start: number;
  readonly end: number | undefined;
}

const hasStart = ({ start_ns: start, oddities }: Span): boolean => start !== '0' && !oddities.includes('no_start');

/** Of a span that came twice the one that has ended counts, else the first. */
const onceEach = (spans: readonly Span[]): readonly Span[] => {
  const byId = new Map<string, Span>();
  for (const span of spans) {
    const known = byId.get(span.span_id);
    if (known === undefined || (known.duration_ns === null && span.duration_ns !== null)) byId.set(span.span_id, span);
  }
  return [...byId.values()];
};

/** Spans in the time since the first of them began; one that says no start stands at the beginning. */
export const placedSpans = (
  given: readonly Span[],
): { readonly base: bigint; readonly spans: readonly PlacedSpan[] } => {
  const spans = onceEach(given);
  const starts = spans.filter(hasStart).map(({ start_ns: start }) => BigInt(start));
  const base = starts.reduce((least, start) => (start < least ? start : least), starts[0] ?? 0n);
  return {
    base,
    spans: spans.map((span) => {
      const start = hasStart(span) ? Number(BigInt(span.start_ns) - base) : 0;
      return { span, start, end: span.duration_ns === null ? undefined : start + span.duration_ns };
    }),
  };
};
