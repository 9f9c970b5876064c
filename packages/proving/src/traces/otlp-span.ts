import { randomBytes } from 'node:crypto';

/** A span as OTLP/JSON has it, and as it is written in protobuf. What is not given is left out. */
export interface SentSpan {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly name?: string;
  readonly startTimeUnixNano?: string;
  readonly endTimeUnixNano?: string;
  readonly attributes?: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}

const START = 1_767_225_600_000_000_000n;

/** A whole span with ids of its own. */
export const aSpan = (name: string, more: SentSpan = {}): SentSpan => ({
  traceId: randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
  name,
  startTimeUnixNano: String(START),
  endTimeUnixNano: String(START + 5_000_000n),
  ...more,
});

export const inJson = (spans: readonly SentSpan[]): Buffer =>
  Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));

export const inProtobuf = (spans: readonly SentSpan[]): Buffer =>
  field(1, field(2, Buffer.concat(spans.map((span) => field(2, spanBytes(span))))));

const spanBytes = ({ traceId, spanId, name, startTimeUnixNano, endTimeUnixNano, attributes = [] }: SentSpan): Buffer =>
  Buffer.concat([
    ...(traceId === undefined ? [] : [field(1, Buffer.from(traceId, 'hex'))]),
    ...(spanId === undefined ? [] : [field(2, Buffer.from(spanId, 'hex'))]),
    ...(name === undefined ? [] : [field(5, name)]),
    ...(startTimeUnixNano === undefined ? [] : [time(7, startTimeUnixNano)]),
    ...(endTimeUnixNano === undefined ? [] : [time(8, endTimeUnixNano)]),
    ...attributes.map(({ key, value }) =>
      field(9, Buffer.concat([field(1, key), field(2, field(1, value.stringValue))])),
    ),
  ]);

const field = (number: number, value: Buffer | string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
};

const time = (number: number, nanoseconds: string): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(nanoseconds));
  return Buffer.concat([varint(number * 8 + 1), bytes]);
};

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
};
