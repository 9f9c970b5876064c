/**
 * An array that is written for the database in the moment in which it is sent, in its binary form, into memory that is used again and
 * again. An array of a thousand values that is there beforehand lives as long as its statement: what of it is still there when young
 * objects are collected lies among the old ones from then on, and its bytes with it.
 */
export interface BinaryArray {
  /** The driver asks for it, and copies it before it asks for another. */
  toPostgres(): Buffer;
}

export const textArray = (values: readonly (string | null)[]): BinaryArray =>
  binaryArray(TYPES.text, values, {
    most: () => values.reduce((bytes, value) => bytes + (value === null ? 0 : Buffer.byteLength(value)), 0),
    write: (array, value, at) => array.write(value, at),
  });

export const integerArray = (values: readonly (number | null)[]): BinaryArray =>
  binaryArray(TYPES.integer, values, {
    most: () => values.length * 4,
    write: (array, value, at) => array.writeInt32BE(value, at) - at,
  });

export const uuidArray = (values: readonly (string | null)[]): BinaryArray =>
  binaryArray(TYPES.uuid, values, {
    most: () => values.length * 16,
    write: (array, value, at) => array.write(value.replaceAll('-', ''), at, 'hex'),
  });

/** Of bytes in hexadecimal, behind the prefix with which the database writes them. */
export const byteaArray = (values: readonly `\\x${string}`[]): BinaryArray =>
  binaryArray(TYPES.bytea, values, {
    most: () => values.reduce((bytes, value) => bytes + value.length / 2, 0),
    write: (array, value, at) => array.write(value.slice(PREFIX), at, 'hex'),
  });

/** As every database numbers them. */
const TYPES = { bytea: 17, integer: 23, text: 25, uuid: 2950 };
const PREFIX = 2;

/** Dimensions, whether there is a null, type; then of the only dimension its length and its first index. */
const HEAD_BYTES = 20;
const EMPTY_BYTES = 12;
const LENGTH_BYTES = 4;
const IS_NULL = -1;

interface Writing<Value> {
  /** Bytes of all values together, or more. */
  readonly most: () => number;
  /** Gives how many bytes it wrote. */
  readonly write: (array: Buffer, value: Value, at: number) => number;
}

const binaryArray = <Value>(type: number, values: readonly (Value | null)[], writing: Writing<Value>): BinaryArray => ({
  toPostgres: () => written(type, values, writing),
});

const written = <Value>(type: number, values: readonly (Value | null)[], { most, write }: Writing<Value>): Buffer => {
  const array = memoryOf(HEAD_BYTES + values.length * LENGTH_BYTES + most());
  array.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(type, 8);
  if (values.length === 0) return array.subarray(0, EMPTY_BYTES);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = HEAD_BYTES;
  for (const value of values) {
    const bytes = value === null ? 0 : write(array, value, at + LENGTH_BYTES);
    array.writeInt32BE(value === null ? IS_NULL : bytes, at);
    at += LENGTH_BYTES + bytes;
  }
  return array.subarray(0, at);
};

const KEPT_BYTES = 512 * 1024;
let kept: Buffer | undefined;

/** What is seldom needed is not kept. */
const memoryOf = (bytes: number): Buffer =>
  bytes > KEPT_BYTES ? Buffer.allocUnsafeSlow(bytes) : (kept ??= Buffer.allocUnsafeSlow(KEPT_BYTES));
