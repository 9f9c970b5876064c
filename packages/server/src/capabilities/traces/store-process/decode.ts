import { SpanDetail } from '@holdfast/protocol/traces/span';
import { recognise } from '../dialects/recognise.ts';
import { viewOf } from '../dialects/span-view.ts';
import { decodeRequest } from '../otlp/records/decode-request.ts';
import { USUAL_LIMITS } from '../otlp/request/limits.ts';
import type { SpanRecord } from '../otlp/records/span-record.ts';
import type { SpanBatch } from '../span-log/span-batch.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import { timestampOf } from '../instant.ts';
import type { ReadDetail } from './answer.ts';

export const decodeBatch = ({ bytes }: SpanBatch): readonly StoredSpan[] | undefined => {
  const spans: StoredSpan[] = [];
  return decodeRequest(bytes, USUAL_LIMITS, (record) => void spans.push(storedOf(record))) ? spans : undefined;
};

const digestOf = ({ digest }: SpanRecord): bigint => BigInt(`0x${digest.slice(0, 16)}`);

const storedOf = (record: SpanRecord): StoredSpan => {
  const said = recognise(viewOf(record));
  const resource = (JSON.parse(record.resourceJson) as { attributes?: Record<string, unknown> }).attributes ?? {};
  const service = resource['service.name'];
  return {
    traceId: record.traceId,
    spanId: BigInt(`0x${record.spanId}`),
    parentSpanId: record.parentSpanId === undefined ? 0n : BigInt(`0x${record.parentSpanId}`),
    name: record.name,
    kind: record.kind,
    type: said?.kind ?? 'span',
    status: record.status,
    start: record.start,
    duration: record.duration,
    service: typeof service === 'string' ? service : undefined,
    model: said?.model,
    provider: said?.provider,
    tool: said?.kind === 'tool' ? said.toolCalls[0]?.name : undefined,
    agent: said?.agent,
    session: said?.session,
    user: said?.user,
    tags: said?.tags ?? [],
    usage: said?.usage,
    costUsd: said?.cost?.total,
    input: undefined,
    output: undefined,
    oddities: record.oddities,
    digest: digestOf(record),
  };
};

export const readDetail: ReadDetail = (bytes, trace, place) => {
  let found: SpanRecord | undefined;
  decodeRequest(bytes, USUAL_LIMITS, (record) => {
    if (record.traceId === trace && record.spanId === place.row.span_id && digestOf(record) === place.digest)
      found ??= record;
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
