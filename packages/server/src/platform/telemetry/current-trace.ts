import { AsyncLocalStorage } from 'node:async_hooks';
import { writeTraceparent, type TraceContext } from './traceparent.ts';

const current = new AsyncLocalStorage<TraceContext>();

/** Where in which trace the caller stands; undefined outside of requests and jobs. */
export const currentTrace = (): TraceContext | undefined => current.getStore();

/** The same as what is stored or sent, so that what follows from it belongs to the same trace. */
export const currentTraceparent = (): string | undefined => {
  const trace = currentTrace();
  return trace === undefined ? undefined : writeTraceparent(trace);
};

export const inTrace = <Value>(trace: TraceContext, fn: () => Value): Value => current.run(trace, fn);
