import { MOST_ARGUMENT_BYTES } from '@holdfast/protocol/decisions/limits';
import type { JsonObject } from '@holdfast/protocol/json';
import { stepOf } from '@holdfast/protocol/json-pointer';
import { createHash } from 'node:crypto';
import { refuseField } from '../../../platform/failure.ts';
import { canonical } from './canonical.ts';

/** What is asked for, to the byte. */
export interface Exact {
  readonly value: JsonObject;
  readonly text: string;
  readonly sha256: Buffer;
}

/** Refuses what would be stored or approved as something else than was sent. */
export const exactly = (value: JsonObject, pointer = '/body/arguments'): Exact => {
  refuseInexact(value, pointer);
  const text = canonical(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_ARGUMENT_BYTES)
    refuseField(pointer, 'too_large', `has ${bytes} bytes as canonical JSON, and may have ${MOST_ARGUMENT_BYTES}`);
  return { value, text, sha256: createHash('sha256').update(text).digest() };
};

/** Judged when it is asked for first: whether the decision is there comes before what is wrong with the arguments. */
export const laterExactly = (value: JsonObject | undefined): (() => Exact | undefined) => {
  let exact: Exact | undefined;
  return () => (exact ??= value && exactly(value));
};

export const refuseInexact = (value: unknown, pointer: string): void => {
  if (typeof value === 'string') refuseUnstorable(value, pointer);
  else if (typeof value === 'number') refuseRounded(value, pointer);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const place = `${pointer}/${stepOf(key)}`;
      refuseUnstorable(key, pointer);
      refuseInexact(member, place);
    }
  }
};

const refuseUnstorable = (text: string, pointer: string): void => {
  if (!text.isWellFormed() || text.includes('\u0000'))
    refuseField(pointer, 'text', 'must be well-formed Unicode without NUL characters');
};

/** What was rounded when it was read nobody could approve as it was meant. */
const refuseRounded = (number: number, pointer: string): void => {
  // 1e999 is read as infinite, and would be written as null
  if (!Number.isFinite(number)) refuseField(pointer, 'inexact', 'must be a number that a double can hold');
  if (Number.isInteger(number) && !Number.isSafeInteger(number))
    refuseField(
      pointer,
      'inexact',
      'is an integer beyond 9007199254740991, which JSON does not hold exactly: send it as text',
    );
};
