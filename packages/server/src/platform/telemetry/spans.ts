import type { TraceContext } from './traceparent.ts';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Something that Holdfast itself did, and how long it took. */
export interface Span {
  readonly name: string;
  readonly kind: 'server' | 'internal' | 'client';
  readonly context: TraceContext;
  readonly parentSpanId: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly attributes: SpanAttributes;
  readonly failed: boolean;
}

/** Where finished spans go. Writing never fails and never waits. */
export interface SpanSink {
  write(span: Span): void;
  close(): Promise<void>;
}

export const noSpans: SpanSink = { write: () => {}, close: async () => {} };
