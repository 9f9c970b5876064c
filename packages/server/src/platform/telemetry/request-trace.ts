import type { TraceContext } from './traceparent.ts';

/** A request’s place in its trace. */
export interface RequestTrace extends TraceContext {
  readonly parentSpanId: string | undefined;
  readonly startedAt: number;
}
