import { BYTES, FIXED32, FIXED64, tagOf, VARINT } from '../protobuf/reader.ts';

/** With `tags`, where the tag of field n lies at n - 1. */
const message = <Fields extends Readonly<Record<string, number>>>(
  fields: Fields,
): Fields & { readonly tags: readonly number[] } => ({ ...fields, tags: Object.values(fields) });

/** The fields of OTLP's messages for traces, as opentelemetry-proto 1.10 numbers them: each from 1 on without a gap. */
export const REQUEST = message({ resourceSpans: tagOf(1, BYTES) });

export const RESOURCE_SPANS = message({
  resource: tagOf(1, BYTES),
  scopeSpans: tagOf(2, BYTES),
  schemaUrl: tagOf(3, BYTES),
});

export const SCOPE_SPANS = message({
  scope: tagOf(1, BYTES),
  span: tagOf(2, BYTES),
  schemaUrl: tagOf(3, BYTES),
});

/** Entities, which are field 3, are passed over. */
export const RESOURCE = message({ attributes: tagOf(1, BYTES), dropped: tagOf(2, VARINT) });

export const SCOPE = message({
  name: tagOf(1, BYTES),
  version: tagOf(2, BYTES),
  attributes: tagOf(3, BYTES),
  dropped: tagOf(4, VARINT),
});

export const SPAN = message({
  traceId: tagOf(1, BYTES),
  spanId: tagOf(2, BYTES),
  traceState: tagOf(3, BYTES),
  parentSpanId: tagOf(4, BYTES),
  name: tagOf(5, BYTES),
  kind: tagOf(6, VARINT),
  start: tagOf(7, FIXED64),
  end: tagOf(8, FIXED64),
  attributes: tagOf(9, BYTES),
  droppedAttributes: tagOf(10, VARINT),
  events: tagOf(11, BYTES),
  droppedEvents: tagOf(12, VARINT),
  links: tagOf(13, BYTES),
  droppedLinks: tagOf(14, VARINT),
  status: tagOf(15, BYTES),
  flags: tagOf(16, FIXED32),
});

export const EVENT = message({
  time: tagOf(1, FIXED64),
  name: tagOf(2, BYTES),
  attributes: tagOf(3, BYTES),
  dropped: tagOf(4, VARINT),
});

export const LINK = message({
  traceId: tagOf(1, BYTES),
  spanId: tagOf(2, BYTES),
  traceState: tagOf(3, BYTES),
  attributes: tagOf(4, BYTES),
  dropped: tagOf(5, VARINT),
  flags: tagOf(6, FIXED32),
});

/** Field 1 is a number of the past. */
export const STATUS = message({ was: tagOf(1, VARINT), message: tagOf(2, BYTES), code: tagOf(3, VARINT) });

/** The index into a table of strings belongs to profiles; in a span it is passed over and told. */
export const KEY_VALUE = message({ key: tagOf(1, BYTES), value: tagOf(2, BYTES), keyIndex: tagOf(3, VARINT) });

export const ANY_VALUE = message({
  string: tagOf(1, BYTES),
  bool: tagOf(2, VARINT),
  int: tagOf(3, VARINT),
  double: tagOf(4, FIXED64),
  array: tagOf(5, BYTES),
  kvlist: tagOf(6, BYTES),
  bytes: tagOf(7, BYTES),
  stringIndex: tagOf(8, VARINT),
});

/** Of ArrayValue and of KeyValueList alike. */
export const VALUES = message({ values: tagOf(1, BYTES) });
