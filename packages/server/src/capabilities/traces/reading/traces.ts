import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import { fail } from '../../../platform/failure.ts';
import { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { Span, SpanDetail } from '@holdfast/protocol/traces/span';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TracePage, TraceSort } from '@holdfast/protocol/traces/traces';
import { z } from 'zod';
import type { SpanKeeper } from '../keeper/keeper.ts';
import { afterTrace } from '../store-process/after-trace.ts';
import type { AfterTrace } from '../store/span-store.ts';
import type { Timestamp } from '@holdfast/protocol/time';

/** Who asks, and the process that is asked. */
export interface Asked extends Pick<Context, 'workspace' | 'signal'> {
  readonly keeper: Pick<SpanKeeper, 'of'>;
}

interface TracesQuery extends TraceFilters {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: TraceSort;
}

const TraceKey = z.tuple([z.number(), TraceId]);

/** Each order has cursors of its own. */
const listOf = (sort: TraceSort): string => `traces.${sort}`;

export const listTraces = async (asked: Asked, query: TracesQuery): Promise<TracePage> => {
  const { limit, cursor, sort, attribute, ...filters } = query;
  const [value, traceId] = decodeCursor(listOf(sort), TraceKey, cursor) ?? [];
  const after = value === undefined || traceId === undefined ? undefined : { value, traceId };
  const reading = asked.keeper.of(asked.workspace, asked.signal);
  const keyOf = ({ value: by, traceId: id }: AfterTrace): [number, TraceId] => [by, id];
  if (attribute === undefined) {
    const traces = await reading.listTraces({ filters, sort, after, limit: limit + 1 });
    const page = toPage(traces, { list: listOf(sort), limit, keyOf: (trace) => keyOf(afterTrace(trace, sort)) });
    return { ...page, searched_until: null };
  }
  const found = await reading.searchTraces({ filters, sort, after, limit, attribute });
  const next = found.after === undefined ? null : encodeCursor(listOf(sort), keyOf(found.after));
  // in another order how far it looked is no time
  const isByTime = sort === 'start' || sort === '-start';
  return {
    items: [...found.traces],
    next_cursor: next,
    searched_until: isByTime ? ((found.until ?? null) as Timestamp | null) : null,
  };
};

export const findTrace = async ({ keeper, workspace, signal }: Asked, id: TraceId): Promise<Trace> =>
  (await keeper.of(workspace, signal).findTrace(id)) ?? fail('not_found');

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const SPANS = 'traces.spans';
const SpanKey = z.tuple([z.string().regex(/^\d{1,20}$/), SpanId]);

export const listSpans = async (asked: Asked, id: TraceId, { limit, cursor }: PageQuery) => {
  const { keeper, workspace, signal } = asked;
  const [startNs, spanId] = decodeCursor(SPANS, SpanKey, cursor) ?? [];
  const after = startNs === undefined || spanId === undefined ? undefined : { startNs: BigInt(startNs), spanId };
  const spans = await keeper.of(workspace, signal).listSpans(id, { limit: limit + 1, after });
  // a trace has a span at least, unless all of them were on the pages before
  if (spans.length === 0 && cursor === undefined) fail('not_found');
  return toPage(spans, { list: SPANS, limit, keyOf: ({ start_ns: start, span_id: span }: Span) => [start, span] });
};

export const findSpan = async (asked: Asked, trace: TraceId, span: SpanId): Promise<SpanDetail> =>
  (await asked.keeper.of(asked.workspace, asked.signal).readSpan(trace, span)) ?? fail('not_found');
