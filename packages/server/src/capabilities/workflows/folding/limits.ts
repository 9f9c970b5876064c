import { isFields } from './object.ts';

export const PATCH_BYTES = 64 * 1024;

/** Why a patch cannot be taken, as the end of a sentence that begins with its place; undefined when it can. */
export const objectionToPatch = (patch: unknown): string | undefined => {
  // 1e999 is read as infinite and would be written as null, which removes
  if (hasInfinite(patch)) return 'must have numbers that a double can hold';
  if (Buffer.byteLength(JSON.stringify(patch)) > PATCH_BYTES) return `must have ${PATCH_BYTES} bytes of JSON at most`;
  return undefined;
};

const membersOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return isFields(value) ? Object.values(value) : [];
};

const hasInfinite = (value: unknown): boolean =>
  typeof value === 'number' ? !Number.isFinite(value) : membersOf(value).some(hasInfinite);
