import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TraceSort } from '@holdfast/protocol/traces/traces';
import { microsecondsOf } from '../store/timestamp.ts';
import type { AfterTrace } from '../store/span-store.ts';

/** The place of a trace in a list. What has no value counts as zero. */
export const afterTrace = (trace: Trace, sort: TraceSort): AfterTrace => ({
  value: VALUES[sort](trace),
  traceId: trace.trace_id,
});

const startOf = ({ start }: Trace): number => microsecondsOf(start);

const VALUES: Readonly<Record<TraceSort, (trace: Trace) => number>> = {
  '-start': startOf,
  start: startOf,
  '-duration': ({ duration_ns: duration }) => duration ?? 0,
  '-cost': ({ cost_usd: cost }) => cost ?? 0,
  '-tokens': ({ tokens }) => Object.values(tokens).reduce((sum, count) => sum + count, 0),
  '-spans': ({ spans }) => spans,
};
