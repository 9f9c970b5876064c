import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Span } from '@holdfast/protocol/traces/span';
import { afterEach, beforeEach } from 'vitest';
import type { Appended, SpanStore, TracesAsked } from '../../span-store.ts';
import type { StoredSpan } from '../../stored-span.ts';
import { ADA, received, traceNumber } from '../a-span.ts';

export interface StoreUnderTest {
  /** A store without anything, or what an earlier one of this test left. */
  open(): Promise<SpanStore>;
  /** Forgets what is left. */
  wipe(): Promise<void>;
}

export const T1 = traceNumber(1) as TraceId;
export const S1 = '0000000000000001' as SpanId;
export const USAGE = { input: 10, cacheRead: 1, cacheWrite: 0, output: 5, reasoning: 2, audio: 0 };

export const numbersOf = (traces: readonly Trace[]): number[] =>
  traces.map(({ trace_id: id }) => Number.parseInt(id, 16));

/** Each test has an empty one, and asks for Ada if it does not say for whom. */
export interface OpenedStore {
  readonly store: SpanStore;
  append(spans: readonly StoredSpan[], more?: { readonly workspace?: WorkspaceId }): Promise<Appended>;
  reopen(): Promise<void>;
  spansOf(trace?: string, workspace?: WorkspaceId): Promise<readonly Span[]>;
  traceOf(trace?: string): Promise<Trace | undefined>;
  list(filters?: TraceFilters, more?: Partial<TracesAsked>): Promise<readonly Trace[]>;
}

export const openForEachTest = ({ open, wipe }: StoreUnderTest): OpenedStore => {
  let store: SpanStore;
  beforeEach(async () => {
    await wipe();
    store = await open();
  });
  afterEach(() => store.close());
  return {
    get store() {
      return store;
    },
    append(spans, more = {}) {
      const request = received(spans, more);
      const { segment, at } = request.position;
      return store.append([request], { segment, at: at + 50 });
    },
    async reopen() {
      await store.close();
      store = await open();
    },
    spansOf: (trace = T1, workspace = ADA) => store.of(workspace).listSpans(trace as TraceId, { limit: 5_000 }),
    traceOf: (trace = T1) => store.of(ADA).findTrace(trace as TraceId),
    list: (filters = {}, more = {}) => store.of(ADA).listTraces({ filters, sort: '-start', limit: 100, ...more }),
  };
};
