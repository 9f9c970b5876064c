import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { ProtobufReader } from '../protobuf/reader.ts';
import { writeAttributes } from './attributes-json.ts';
import { eventsJson } from './events-json.ts';
import type { JsonText } from './json-text.ts';
import { linksJson } from './links-json.ts';
import { readSpan } from './span-reading.ts';
import type { SpanReading } from './span-reading.ts';
import type { Oddity, SpanKind, SpanRecord, SpanStatus } from './span-record.ts';

export interface SpanSurroundings {
  readonly resourceJson: string;
  readonly scopeJson: string;
  readonly oddities: readonly Oddity[];
}

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES: readonly SpanStatus[] = ['unset', 'ok', 'error'];

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;
const DIGEST_CHARACTERS = 32;

/** Makes a record of the span that was just read and judged. */
export const decodeSpan = (reader: ProtobufReader, text: JsonText, around: SpanSurroundings): SpanRecord => {
  const { bytes, from, to } = reader;
  const span = readSpan(reader, text);
  writeAttributes(text, reader, span.entries);
  const attributesJson = text.take();
  const { start } = span;
  const end = span.end === 0n ? undefined : span.end;
  return {
    traceId: bytes.toString('hex', span.traceIdFrom, span.traceIdFrom + TRACE_ID_BYTES),
    spanId: bytes.toString('hex', span.spanIdFrom, span.spanIdFrom + SPAN_ID_BYTES),
    parentSpanId: parentOf(bytes, span, text),
    traceState: plainText(bytes, span.traceStateFrom, span.traceStateTo, text),
    flags: span.flags,
    name: plainText(bytes, span.nameFrom, span.nameTo, text),
    kind: KINDS[span.kind] ?? noted(text, 'unknown_kind', 'unspecified'),
    start,
    end,
    duration: durationOf(start, end, text),
    status: STATUSES[span.status] ?? noted(text, 'unknown_status', 'unset'),
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
    digest: hash('sha256', bytes.subarray(from, to), 'hex').slice(0, DIGEST_CHARACTERS),
  };
};

const noted = <Value>(text: JsonText, oddity: Oddity, value: Value): Value => {
  text.note(oddity);
  return value;
};

/** None, or eight zeros, is a root. One of another length names no span: it is a root too, and told. */
const parentOf = (bytes: Buffer, { parentFrom, parentTo }: SpanReading, text: JsonText): string | undefined => {
  if (parentTo === parentFrom) return undefined;
  if (parentTo - parentFrom !== SPAN_ID_BYTES) return noted(text, 'bad_parent', undefined);
  const parent = bytes.toString('hex', parentFrom, parentTo);
  return parent === '0'.repeat(SPAN_ID_BYTES * 2) ? undefined : parent;
};

const durationOf = (start: bigint, end: bigint | undefined, text: JsonText): bigint | undefined => {
  if (start === 0n) text.note('no_start');
  if (end === undefined) return undefined;
  return end < start ? noted(text, 'end_before_start', 0n) : end - start;
};

const plainText = (bytes: Buffer, from: number, to: number, text: JsonText): string => {
  if (from === to) return '';
  const string = bytes.toString('utf8', from, to);
  if (string.includes('\0')) text.note('nul');
  if (string.includes('\u{fffd}') && !isUtf8(bytes.subarray(from, to))) text.note('invalid_utf8');
  return string;
};

const together = (some: readonly Oddity[], more: readonly Oddity[]): readonly Oddity[] => {
  if (some.length === 0) return more;
  return more.length === 0 ? some : [...new Set([...some, ...more])];
};
