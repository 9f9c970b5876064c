/** Just enough of protobuf to write spans down once; what is sent is patched, not written again. */
export const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
};

export const bytes = (field: number, value: Buffer): Buffer =>
  Buffer.concat([varint(field * 8 + 2), varint(value.length), value]);

export const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value));

export const number = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)]);

export const fixed64 = (field: number): Buffer => Buffer.concat([varint(field * 8 + 1), Buffer.alloc(8)]);

export type AttributeValue = string | number | readonly string[];

export const attribute = (field: number, key: string, value: AttributeValue): Buffer =>
  bytes(field, Buffer.concat([text(1, key), bytes(2, anyValue(value))]));

const anyValue = (value: AttributeValue): Buffer => {
  if (typeof value === 'string') return text(1, value);
  if (typeof value === 'number') return Number.isInteger(value) ? number(3, value) : double(value);
  return bytes(5, Buffer.concat(value.map((one) => bytes(1, text(1, one)))));
};

const double = (value: number): Buffer => {
  const written = Buffer.alloc(9);
  written[0] = 4 * 8 + 1;
  written.writeDoubleLE(value, 1);
  return written;
};
