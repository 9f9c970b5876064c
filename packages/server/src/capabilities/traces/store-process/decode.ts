import { SpanDetail } from '@holdfast/protocol/traces/span';
import { decodeForStore } from '../decode/decode-for-store.ts';
import { recognise } from '../dialects/recognise.ts';
import { viewOf } from '../dialects/span-view.ts';
import { decodeRequest } from '../otlp/records/decode-request.ts';
import { USUAL_LIMITS } from '../otlp/request/limits.ts';
import type { SpanRecord } from '../otlp/records/span-record.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import { timestampOf } from '../store/timestamp.ts';
import type { ReadDetail } from './answer.ts';
import type { Decode } from './follow.ts';

/** The rows of a request, of those spans that were accepted when it came. */
export const decodeUpTo =
  (spanBytes: number): Decode =>
  ({ bytes }) => {
    const spans: StoredSpan[] = [];
    const limits = { ...USUAL_LIMITS, spanBytes };
    return decodeForStore(bytes, limits, (span) => void spans.push(span)) ? spans : undefined;
  };

export const readDetail: ReadDetail = (bytes, trace, place) => {
  let found: SpanRecord | undefined;
  decodeRequest(bytes, USUAL_LIMITS, (record) => {
    if (record.traceId === trace && record.spanId === place.row.span_id) found ??= record;
  });
  if (found === undefined) return undefined;
  const said = recognise(viewOf(found));
  const list = (json: string) => JSON.parse(json) as Record<string, unknown>[];
  return SpanDetail.parse({
    ...place.row,
    trace_id: trace,
    status_message: found.statusMessage,
    trace_state: found.traceState,
    flags: found.flags,
    attributes: JSON.parse(found.attributesJson) as unknown,
    events: list(found.eventsJson).map((event) => ({
      name: event['name'],
      time_ns: event['time'],
      attributes: event['attributes'],
      dropped_attributes: event['dropped_attributes_count'] ?? 0,
    })),
    links: list(found.linksJson).map((link) => ({
      trace_id: link['trace_id'],
      span_id: link['span_id'],
      trace_state: link['trace_state'] ?? '',
      attributes: link['attributes'],
      dropped_attributes: link['dropped_attributes_count'] ?? 0,
    })),
    resource: JSON.parse(found.resourceJson) as unknown,
    scope: JSON.parse(found.scopeJson) as unknown,
    dropped: { attributes: found.droppedAttributes, events: found.droppedEvents, links: found.droppedLinks },
    input: said?.input ?? [],
    output: said?.output ?? [],
    tool_calls: said?.toolCalls ?? [],
    tool_result: said?.toolResult ?? null,
    finish_reasons: said?.finishReasons ?? [],
    first_token_ms: said?.firstTokenMs ?? null,
    session: said?.session ?? null,
    user: said?.user ?? null,
    tags: said?.tags ?? [],
    metadata: said?.metadata ?? {},
    received_at: timestampOf(place.receivedAt),
    differing_resends: place.differingResends,
  });
};
