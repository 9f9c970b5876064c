import type { Span } from '@holdfast/protocol/traces/span';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { TraceSession, TraceUser } from '@holdfast/protocol/traces/groups';
import type { AggregateGroup, TraceAggregates, TraceFacets, TraceHistogram } from '@holdfast/protocol/traces/overview';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TraceSort } from '@holdfast/protocol/traces/traces';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Position } from '../../../platform/segments/position.ts';
import type { StoredSpan } from './stored-span.ts';

/** The spans of one request, as they were acknowledged together. */
export interface ReceivedSpans {
  readonly workspace: WorkspaceId;
  /** Microseconds since 1970; grows from each record of the log to the next. */
  readonly receivedAt: bigint;
  /** The record of the log that holds them. */
  readonly position: Position;
  readonly spans: readonly StoredSpan[];
}

/** What became of spans. */
export interface Appended {
  readonly stored: number;
  /** Sent before, with the same content or an older state. */
  readonly repeated: number;
  /** Sent before with other content, which is not kept. */
  readonly differing: number;
  /** Open before, finished now. */
  readonly completed: number;
}

/** How far the log is in the store. */
export interface Applied {
  /** The first place that is not. */
  readonly next: Position;
  /** The receivedAt of the last record that is; zero before the first. */
  readonly receivedAt: bigint;
}

/** Where the bytes of a span are, and what the store knows of it beside them. */
export interface SpanPlace {
  readonly row: Span;
  /** Tells its bytes from those of a resend that was not kept. */
  readonly digest: bigint;
  readonly position: Position;
  readonly receivedAt: bigint;
  readonly differingResends: number;
}

/**
 * Where spans are kept to be found again: one row for each span of a trace of a workspace, however often it is sent. Every store
 * passes the same tests.
 */
export interface SpanStore {
  readonly applied: Applied;
  /** Takes all of them and the place in the log behind them, or nothing. */
  append(received: readonly ReceivedSpans[], next: Position): Promise<Appended>;
  /** Forgets what was received before, and every trace that has nothing left. */
  forgetBefore(receivedAt: bigint): Promise<void>;
  /** How many there are, of everybody. */
  size(): Promise<{ readonly spans: number; readonly traces: number; readonly bytes: number }>;
  of(workspace: WorkspaceId): WorkspaceSpans;
  close(): Promise<void>;
}

/** Lists are read piece by piece: so many, after the last one of the piece before. Whoever wants to know whether there is more asks for one more. */
export interface Piece<After> {
  readonly limit: number;
  readonly after?: After | undefined;
}

/** What traces are sorted by, and the id where that is equal. `value` is the start in microseconds, or what the sort names. */
export interface AfterTrace {
  readonly value: number;
  readonly traceId: TraceId;
}

export interface TracesAsked extends Piece<AfterTrace> {
  /** Without `attribute`, which no store knows: see `placesOf`. */
  readonly filters: Omit<TraceFilters, 'attribute'>;
  readonly sort: TraceSort;
}

export interface AfterSpan {
  readonly startNs: bigint;
  readonly spanId: SpanId;
}

/** What sessions and users are sorted by: when their last trace began, in microseconds. */
export interface AfterGroup {
  readonly last: number;
  readonly name: string;
}

export interface GroupsAsked extends Piece<AfterGroup> {
  readonly q?: string | undefined;
}

export interface AggregatesAsked {
  readonly filters: Pick<TraceFilters, 'from' | 'to' | 'service' | 'model' | 'name'>;
  readonly groupBy: AggregateGroup;
  readonly buckets: number;
}

type Filters = TracesAsked['filters'];

/** What one workspace can ask. There is no way to ask without one. */
export interface WorkspaceSpans {
  listTraces(asked: TracesAsked): Promise<readonly Trace[]>;
  findTrace(id: TraceId): Promise<Trace | undefined>;
  listSpans(id: TraceId, asked: Piece<AfterSpan>): Promise<readonly Span[]>;
  findSpan(trace: TraceId, span: SpanId): Promise<SpanPlace | undefined>;
  /** In which records of the log the spans of these traces are. */
  placesOf(traces: readonly TraceId[]): Promise<readonly TracePlace[]>;
  facets(filters: Filters): Promise<TraceFacets>;
  histogram(filters: Filters, buckets: number): Promise<TraceHistogram>;
  aggregates(asked: AggregatesAsked): Promise<TraceAggregates>;
  listSessions(asked: GroupsAsked): Promise<readonly TraceSession[]>;
  listUsers(asked: GroupsAsked): Promise<readonly TraceUser[]>;
  count(): Promise<{ readonly spans: number; readonly traces: number }>;
}

export interface TracePlace {
  readonly traceId: TraceId;
  readonly position: Position;
}
