import { createRoom, type Room } from './room.ts';
import type { TraceId } from '@holdfast/protocol/traces/ids';
import type { Span, SpanDetail } from '@holdfast/protocol/traces/span';
import type { GenAiSpan, Message, MessagePart, ToolCall } from '../dialects/gen-ai-span.ts';
import { recognise } from '../dialects/recognise.ts';
import { viewOf } from '../dialects/span-view.ts';
import type { SpanRecord } from '../otlp/records/span-record.ts';
import { limitsOf, type SpanBatch } from '../span-log/span-batch.ts';
import type { SpanPlace } from '../store/span-store.ts';
import { timestampOfUs } from '../store/timestamp.ts';
import { findInRequest } from './find-in-request.ts';

export interface ReadSpan {
  readonly record: SpanRecord;
  /** Undefined where it says nothing of models, nor whose it is. */
  readonly genAi: GenAiSpan | undefined;
}

export type Received = Pick<SpanBatch, 'bytes' | 'spanBytes'>;
type Wanted = Parameters<typeof findInRequest>[2];

/** One span of a request that was stored. */
export const readSpan = (batch: Received, wanted: Wanted): ReadSpan | undefined => {
  const record = findInRequest(batch.bytes, limitsOf(batch), wanted);
  return record && { record, genAi: recognise(viewOf(record)) };
};

/** A span as it is shown: its row, and everything that was sent beside it. Undefined where it does not stand in these bytes. */
export const readDetail = (batch: Received, traceId: TraceId, place: SpanPlace): SpanDetail | undefined => {
  const read = readSpan(batch, { traceId, spanId: place.row.span_id, digest: place.digest });
  return read && spanDetail(traceId, place, read);
};

export const spanDetail = (
  traceId: TraceId,
  place: SpanPlace,
  { record, genAi }: ReadSpan,
  room = createRoom(),
): SpanDetail => ({
  ...place.row,
  trace_id: traceId,
  status_message: record.statusMessage,
  trace_state: record.traceState,
  flags: record.flags,
  attributes: parsed(record.attributesJson) as Attributes,
  events: (parsed(record.eventsJson) as readonly EventText[]).map(eventOf),
  links: (parsed(record.linksJson) as readonly LinkText[]).map(linkOf),
  resource: parsed(record.resourceJson) as Attributes,
  scope: parsed(record.scopeJson) as Attributes,
  dropped: { attributes: record.droppedAttributes, events: record.droppedEvents, links: record.droppedLinks },
  ...said(genAi, room),
  first_token_ms: genAi?.firstTokenMs ?? null,
  session: genAi?.session ?? null,
  user: genAi?.user ?? null,
  tags: [...room.fit(genAi?.tags ?? [], [])],
  received_at: timestampOfUs(place.receivedAt),
  differing_resends: place.differingResends,
  // last: whether there was room is known then
  oddities: oddities(place.row, record, room),
});

/** What stands in JSON of the attributes, as far as it can be handed on. */
const said = (genAi: GenAiSpan | undefined, room: Room) => ({
  input: room.fit(genAi?.input ?? [], []).map(messageOf),
  output: room.fit(genAi?.output ?? [], []).map(messageOf),
  tool_calls: room.fit(genAi?.toolCalls ?? [], []).map(callOf),
  tool_result: room.fit(genAi?.toolResult, undefined) ?? null,
  finish_reasons: [...room.fit(genAi?.finishReasons ?? [], [])],
  metadata: { ...room.fit(genAi?.metadata ?? {}, {}) },
});

type Attributes = Record<string, unknown>;

interface EventText {
  readonly name: string;
  readonly time: string;
  readonly attributes: Attributes;
  readonly dropped_attributes_count?: number;
}

interface LinkText {
  readonly trace_id: string;
  readonly span_id: string;
  readonly trace_state?: string;
  readonly attributes: Attributes;
  readonly dropped_attributes_count?: number;
}

/** Our own text, which was written from the span's bytes in the form that is asserted. */
const parsed = (json: string): unknown => JSON.parse(json);

/** A row tells what is odd about itself; what is odd deeper in the attributes is found when they are read. */
const oddities = (row: Span, record: SpanRecord, { wasFull }: Room): Span['oddities'] => [
  ...new Set([...row.oddities, ...record.oddities, ...(wasFull ? (['too_much_said'] as const) : [])]),
];

const eventOf = ({
  name,
  time,
  attributes,
  dropped_attributes_count = 0,
}: EventText): SpanDetail['events'][number] => ({
  name,
  time_ns: time,
  attributes,
  dropped_attributes: dropped_attributes_count,
});

const linkOf = ({
  trace_state = '',
  dropped_attributes_count = 0,
  ...link
}: LinkText): SpanDetail['links'][number] => ({
  trace_id: link.trace_id,
  span_id: link.span_id,
  trace_state,
  attributes: link.attributes,
  dropped_attributes: dropped_attributes_count,
});

const messageOf = ({ role, parts }: Message): SpanDetail['input'][number] => ({ role, parts: parts.map(partOf) });

const partOf = (part: MessagePart): SpanDetail['input'][number]['parts'][number] => {
  if (part.kind === 'tool_call') return { kind: 'tool_call', call: callOf(part.call) };
  if (part.kind === 'tool_result') return { kind: 'tool_result', id: part.id ?? null, result: part.result ?? null };
  return part;
};

const callOf = ({ id, name, arguments: given }: ToolCall): SpanDetail['tool_calls'][number] => ({
  id: id ?? null,
  name,
  arguments: given ?? null,
});
