import type { Span } from '@holdfast/protocol/traces/span';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { TraceSession, TraceUser } from '@holdfast/protocol/traces/groups';
import type { AggregateGroup, TraceAggregates, TraceFacets, TraceHistogram } from '@holdfast/protocol/traces/overview';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TracePage, TraceSort } from '@holdfast/protocol/traces/traces';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Position } from '../../../platform/segments/group-writer.ts';
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

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Where the bytes of a span are, and what the store knows of it beside them. */
export interface SpanPlace {
  readonly row: Span;
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

export interface TracesAsked extends PageAsked {
  readonly filters: TraceFilters;
  readonly sort: TraceSort;
}

/** What one workspace can ask. There is no way to ask without one. */
export interface WorkspaceSpans {
  listTraces(asked: TracesAsked): Promise<TracePage>;
  findTrace(id: TraceId): Promise<Trace | undefined>;
  listSpans(id: TraceId, asked: PageAsked): Promise<PageOf<Span>>;
  findSpan(trace: TraceId, span: SpanId): Promise<SpanPlace | undefined>;
  facets(filters: TraceFilters): Promise<TraceFacets>;
  histogram(filters: TraceFilters, buckets: number): Promise<TraceHistogram>;
  aggregates(asked: AggregatesAsked): Promise<TraceAggregates>;
  listSessions(asked: GroupsAsked): Promise<PageOf<TraceSession>>;
  listUsers(asked: GroupsAsked): Promise<PageOf<TraceUser>>;
  count(): Promise<{ readonly spans: number; readonly traces: number }>;
}

export interface GroupsAsked extends PageAsked {
  readonly q?: string | undefined;
}

export interface AggregatesAsked {
  readonly filters: Pick<TraceFilters, 'from' | 'to' | 'service' | 'model' | 'name'>;
  readonly groupBy: AggregateGroup;
  readonly buckets: number;
}
