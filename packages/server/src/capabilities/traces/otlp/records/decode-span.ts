import type { ProtobufReader } from '../protobuf/reader.ts';
import { writeAttributes } from './attributes-json.ts';
import { digestOf } from './digest.ts';
import { eventsJson } from './events-json.ts';
import type { JsonText } from './json-text.ts';
import { linksJson } from './links-json.ts';
import { basicsOf, plainText, SPAN_ID_BYTES } from './span-basics.ts';
import { readSpan } from './span-reading.ts';
import type { Oddity, SpanRecord } from './span-record.ts';

export interface SpanSurroundings {
  readonly resourceJson: string;
  readonly scopeJson: string;
  readonly oddities: readonly Oddity[];
}

const TRACE_ID_BYTES = 16;

/** Makes a record of the span that was just read and judged. */
export const decodeSpan = (reader: ProtobufReader, text: JsonText, around: SpanSurroundings): SpanRecord => {
  const { bytes, from, to } = reader;
  const span = readSpan(reader, text);
  writeAttributes(text, reader, span.entries);
  const attributesJson = text.take();
  const { name, kind, status, end, duration, hasParent } = basicsOf(bytes, span, text);
  return {
    traceId: bytes.toString('hex', span.traceIdFrom, span.traceIdFrom + TRACE_ID_BYTES),
    spanId: bytes.toString('hex', span.spanIdFrom, span.spanIdFrom + SPAN_ID_BYTES),
    parentSpanId: hasParent ? bytes.toString('hex', span.parentFrom, span.parentTo) : undefined,
    traceState: plainText(bytes, span.traceStateFrom, span.traceStateTo, text),
    flags: span.flags,
    name,
    kind,
    start: span.start,
    end,
    duration,
    status,
    statusMessage: plainText(bytes, span.messageFrom, span.messageTo, text),
    attributesJson,
    eventsJson: eventsJson(text, reader, span.events),
    linksJson: linksJson(text, reader, span.links),
    droppedAttributes: span.droppedAttributes,
    droppedEvents: span.droppedEvents,
    droppedLinks: span.droppedLinks,
    resourceJson: around.resourceJson,
    scopeJson: around.scopeJson,
    oddities: together(around.oddities, text.takeOddities()),
    digest: digestOf(reader, from, to),
  };
};

const together = (some: readonly Oddity[], more: readonly Oddity[]): readonly Oddity[] => {
  if (some.length === 0) return more;
  return more.length === 0 ? some : [...new Set([...some, ...more])];
};
