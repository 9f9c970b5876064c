import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { SpanDetail } from '@holdfast/protocol/traces/span';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Archive } from '../sealed/archive.ts';
import type { Received } from '../decode/span-detail.ts';
import { decodeSpanBatch } from '../span-log/span-batch.ts';
import type { SpanPlace, SpanStore } from '../store/span-store.ts';
import type { Reading } from './reading.ts';
import { searchTraces } from './search-traces.ts';

/** Everything of a span, from the request in which it came. Undefined where it is not in there. */
export type ReadDetail = (batch: Received, trace: TraceId, place: SpanPlace) => SpanDetail | undefined;

export interface AnsweringParts {
  readonly store: SpanStore;
  readonly archive: Archive;
  readonly readDetail: ReadDetail;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** What one workspace can ask, out of the index and out of what was received. */
export const readingOf = ({ store, archive, readDetail, clock }: AnsweringParts, workspace: WorkspaceId): Reading => {
  const spans = store.of(workspace);
  return {
    listTraces: (asked) => spans.listTraces(asked),
    searchTraces: (asked) => searchTraces({ spans, archive, clock }, asked),
    findTrace: (id) => spans.findTrace(id),
    listSpans: (id, asked) => spans.listSpans(id, asked),
    async readSpan(trace: TraceId, span: SpanId) {
      const place = await spans.findSpan(trace, span);
      if (place === undefined) return undefined;
      const record = await archive.read(place.position);
      const batch = record === undefined ? undefined : decodeSpanBatch(record);
      // a place that leads to somebody else's spans is none
      if (batch?.workspace !== workspace) throw new SpanBytesLost(place);
      return readDetail(batch, trace, place);
    },
    facets: (filters) => spans.facets(filters),
    histogram: (filters, buckets) => spans.histogram(filters, buckets),
    aggregates: (asked) => spans.aggregates(asked),
    listSessions: (asked) => spans.listSessions(asked),
    listUsers: (asked) => spans.listUsers(asked),
    count: () => spans.count(),
  };
};

/** The index knows the span, and what was sent of it lies in a damaged part of a file. */
export class SpanBytesLost extends Error {
  override readonly name = 'SpanBytesLost';

  constructor({ position }: SpanPlace) {
    super(`What was sent of a span is not readable at ${position.at} of segment ${position.segment}`);
  }
}
