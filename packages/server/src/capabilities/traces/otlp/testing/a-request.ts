import { ProtobufWriter } from '../protobuf/writer.ts';

export const TRACE_ID = Buffer.alloc(16, 0xab);
export const SPAN_ID = Buffer.alloc(8, 0xcd);

/** Writes what no encoder would: fields of a message are whatever the function writes. */
export const messageOf = (write: (writer: ProtobufWriter) => void): Buffer => {
  const writer = new ProtobufWriter();
  write(writer);
  return writer.finish();
};

/** A request with these spans, in one scope. */
export const requestOf = (...spans: readonly Buffer[]): Buffer =>
  messageOf((request) => {
    const resourceSpans = request.open(1);
    const scopeSpans = request.open(2);
    for (const span of spans) request.bytes(2, span);
    request.close(scopeSpans);
    request.close(resourceSpans);
  });

/** A span with what makes it acceptable, and whatever else is written. */
export const spanOf = (write: (writer: ProtobufWriter) => void = () => {}): Buffer =>
  messageOf((span) => {
    span.bytes(1, TRACE_ID);
    span.bytes(2, SPAN_ID);
    span.string(5, 'a span');
    span.fixed64(7, 1_000n);
    span.fixed64(8, 3_000n);
    write(span);
  });

/** The value of an attribute that lies so many lists deep. */
export const nestedValue = (depth: number): Buffer => {
  let value = messageOf((writer) => writer.string(1, 'at the bottom'));
  for (let level = 0; level < depth; level += 1) {
    const inner = value;
    value = messageOf((writer) =>
      writer.bytes(
        5,
        messageOf((array) => array.bytes(1, inner)),
      ),
    );
  }
  return value;
};

export const attributeOf = (key: string, value: Buffer): Buffer =>
  messageOf((entry) => {
    entry.string(1, key);
    entry.bytes(2, value);
  });
