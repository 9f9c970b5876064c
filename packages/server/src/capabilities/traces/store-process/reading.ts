import type { Trace } from '@holdfast/protocol/traces/trace';
import type { SpanDetail } from '@holdfast/protocol/traces/span';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { AfterTrace, TracesAsked, WorkspaceSpans } from '../store/span-store.ts';

/** Traces in which a span has an attribute, as far as there was time to look. */
export interface SearchedTraces {
  readonly traces: readonly Trace[];
  /** The last that was looked at; undefined when all were. */
  readonly after: AfterTrace | undefined;
  /** When it began. */
  readonly until: string | undefined;
}

export interface Searching extends TracesAsked {
  /** `name=value` */
  readonly attribute: string;
}

/** Everything that can be asked about the spans of one workspace, wherever the answer comes from. */
export interface Reading extends Omit<WorkspaceSpans, 'findSpan' | 'placesOf'> {
  searchTraces(asked: Searching): Promise<SearchedTraces>;
  readSpan(trace: TraceId, span: SpanId): Promise<SpanDetail | undefined>;
}

export const READING_METHODS = [
  'listTraces',
  'searchTraces',
  'findTrace',
  'listSpans',
  'readSpan',
  'facets',
  'histogram',
  'aggregates',
  'listSessions',
  'listUsers',
  'count',
] as const satisfies readonly (keyof Reading)[];
