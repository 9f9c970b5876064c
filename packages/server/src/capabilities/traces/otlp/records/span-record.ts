import type { ODDITIES, SPAN_KINDS, SPAN_STATUSES } from '@holdfast/protocol/traces/span';

/** What was odd about a span that is kept all the same. */
export type Oddity = (typeof ODDITIES)[number];
export type SpanKind = (typeof SPAN_KINDS)[number];
export type SpanStatus = (typeof SPAN_STATUSES)[number];

/**
 * A span as a store takes it. Text that ends in Json is JSON in the order of the sender. In it a number that JavaScript could not
 * hold exactly is a string, and so are NaN and the infinities; bytes are `{"$base64": "..."}`.
 */
export interface SpanRecord {
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined for a root. */
  readonly parentSpanId: string | undefined;
  readonly traceState: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: SpanKind;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  /** Undefined while the span is open. */
  readonly end: bigint | undefined;
  /** Zero when the end was before the start; undefined while the span is open. */
  readonly duration: bigint | undefined;
  readonly status: SpanStatus;
  readonly statusMessage: string;
  readonly attributesJson: string;
  readonly eventsJson: string;
  readonly linksJson: string;
  readonly droppedAttributes: number;
  readonly droppedEvents: number;
  readonly droppedLinks: number;
  /** Attributes, dropped_attributes_count and schema_url of where the span comes from. */
  readonly resourceJson: string;
  /** The same of the library that wrote it, with name and version. */
  readonly scopeJson: string;
  readonly oddities: readonly Oddity[];
  /** Of the span's own bytes: a resend that differs has another. */
  readonly digest: bigint;
}
