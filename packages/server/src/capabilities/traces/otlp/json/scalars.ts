import type { JsonWriting, WriteField } from './json-writing.ts';

/** A half of a pair that stands alone, which is no character. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Is in no UTF-8: whoever reads it puts U+FFFD in its place, and tells. */
const NO_UTF8 = Buffer.of(0xff);

export const text: WriteField = (writing, field, value) => {
  if (typeof value !== 'string') fail(writing);
  else if (value.isWellFormed()) writing.writer.string(field, value);
  else writing.writer.bytes(field, illFormed(value));
};

const illFormed = (value: string): Buffer =>
  Buffer.concat(
    value.split(LONE_SURROGATE).flatMap((piece, index) => [...(index === 0 ? [] : [NO_UTF8]), Buffer.from(piece)]),
  );

/** Judged as the id of a wrong length that it is. */
const NO_ID = Buffer.of(0);
const HEX = /^[0-9a-f]*$/i;

/** Hex in any case. */
export const id: WriteField = (writing, field, value) => {
  if (typeof value !== 'string') fail(writing);
  else writing.writer.bytes(field, value.length % 2 === 0 && HEX.test(value) ? Buffer.from(value, 'hex') : NO_ID);
};

const BASE64 = /^[\w+/-]*={0,2}$/;

export const base64: WriteField = (writing, field, value) => {
  if (typeof value !== 'string' || !BASE64.test(value)) fail(writing);
  else writing.writer.bytes(field, Buffer.from(value, 'base64'));
};

export const bool: WriteField = (writing, field, value) => {
  if (typeof value !== 'boolean') fail(writing);
  else writing.writer.varint(field, value ? 1 : 0);
};

/** Whole numbers only: the names of an enum are no OTLP. */
export const enumeration: WriteField = (writing, field, value) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > 2 ** 31) fail(writing);
  else writing.writer.varint(field, value);
};

const DOUBLE_FIELD = 4;

/** The SDK for JavaScript writes 1e300 as an integer too; it is a double then, as the same SDK writes it in protobuf. */
export const intValue: WriteField = (writing, field, value) => {
  const whole = wholeNumber(value);
  const fits = whole !== undefined && BigInt.asIntN(64, whole) === whole;
  if (fits) writing.writer.varint(field, whole);
  else if (whole !== undefined && typeof value === 'number') writing.writer.double(DOUBLE_FIELD, value);
  else fail(writing);
};

export const uint32: WriteField = (writing, field, value) => {
  const whole = wholeNumber(value);
  if (whole === undefined || BigInt.asUintN(32, whole) !== whole) fail(writing);
  else writing.writer.varint(field, whole);
};

export const fixed32: WriteField = (writing, field, value) => {
  const whole = wholeNumber(value);
  if (whole === undefined || BigInt.asUintN(32, whole) !== whole) fail(writing);
  else writing.writer.fixed32(field, Number(whole));
};

export const fixed64: WriteField = (writing, field, value) => {
  const whole = wholeNumber(value);
  if (whole === undefined || BigInt.asUintN(64, whole) !== whole) fail(writing);
  else writing.writer.fixed64(field, whole);
};

const NUMBER = /^-?\d{1,400}(?:\.\d{1,400})?(?:e[+-]?\d{1,4})?$/i;
const BEYOND_NUMBERS = ['NaN', 'Infinity', '-Infinity'];

export const double: WriteField = (writing, field, value) => {
  if (typeof value === 'number') writing.writer.double(field, value);
  else if (typeof value !== 'string' || !(BEYOND_NUMBERS.includes(value) || NUMBER.test(value))) fail(writing);
  else writing.writer.double(field, Number(value));
};

const WHOLE = /^-?\d{1,20}$/;

/** In decimal, or as a number. */
const wholeNumber = (value: unknown): bigint | undefined => {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && WHOLE.test(value) ? BigInt(value) : undefined;
};

const fail = (writing: JsonWriting): void => {
  writing.failed = true;
};
