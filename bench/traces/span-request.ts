import { randomBytes } from 'node:crypto';

/** A field of a message whose value is bytes. */
const field = (number: number, value: Buffer | string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
};

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
};

const fixed64 = (number: number, value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return Buffer.concat([varint(number * 8 + 1), bytes]);
};

const attribute = (key: string, text: string): Buffer =>
  field(9, Buffer.concat([field(1, key), field(2, field(1, text))]));

const ATTRIBUTES = 12;

/** A span as an agent makes them: 12 attributes with text of which nothing repeats, of about so many bytes. */
const spanOf = (bytes: number): Buffer => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const around = 90 + ATTRIBUTES * 30;
  const text = Math.max(1, Math.floor((bytes - around) / ATTRIBUTES));
  const attributes = Array.from({ length: ATTRIBUTES }, (_, index) =>
    attribute(`gen_ai.attribute.${index}`, randomBytes(text).toString('base64').slice(0, text)),
  );
  const head = [field(1, randomBytes(16)), field(2, randomBytes(8)), field(5, 'chat gpt-4o')];
  return Buffer.concat([...head, fixed64(7, now), fixed64(8, now + 1_000_000n), ...attributes]);
};

/** An ExportTraceServiceRequest with so many spans of about so many bytes. */
export const spanRequest = (spans: number, bytes: number): Buffer =>
  field(1, field(2, Buffer.concat(Array.from({ length: spans }, () => field(2, spanOf(bytes))))));
