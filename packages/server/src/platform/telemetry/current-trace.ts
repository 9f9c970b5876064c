import { AsyncLocalStorage } from 'node:async_hooks';
import type { TraceContext } from './traceparent.ts';

const current = new AsyncLocalStorage<TraceContext>();

/** Where in which trace the caller stands; undefined outside of requests and jobs. */
export const currentTrace = (): TraceContext | undefined => current.getStore();

export const inTrace = <Value>(trace: TraceContext, fn: () => Value): Value => current.run(trace, fn);
