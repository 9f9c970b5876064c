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
  /** Places in other traces that it has to do with. */
  readonly links?: readonly Pick<TraceContext, 'traceId' | 'spanId'>[];
}

/** Where finished spans go. Writing never fails and never waits. */
export interface Spans {
  write(span: Span): void;
}

/** One that sends them somewhere, and does so with what is left when it is closed. */
export interface SpanSink extends Spans {
  close(): Promise<void>;
}

export const noSpans: Spans = { write: () => {} };
