import type { z } from 'zod';
import { refuseField } from '../failure.ts';

/** Where a page ended: the sort key and the id of its last row. Opaque to callers, bound to its list. */
export type CursorKey = readonly (string | number)[];

/** What the parts of a list's key are. Anybody can write a cursor, so its parts are checked like every other input. */
export type CursorSchema<Key extends CursorKey> = z.ZodType<Key>;

const FORMAT = 1;

export const encodeCursor = (list: string, key: CursorKey): string =>
  Buffer.from(JSON.stringify([FORMAT, list, ...key])).toString('base64url');

export const decodeCursor = <Key extends CursorKey>(
  list: string,
  schema: CursorSchema<Key>,
  cursor: string | undefined,
): Key | undefined => {
  if (cursor === undefined) return undefined;
  const [format, of, ...parts] = read(cursor);
  const key = schema.safeParse(parts);
  if (format !== FORMAT || of !== list || !key.success) return refuseCursor();
  return key.data;
};

const read = (cursor: string): unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value)) return value;
  } catch {
    // told below, like every other text that is no cursor
  }
  return refuseCursor();
};

const refuseCursor = (): never =>
  refuseField('/query/cursor', 'cursor', 'must be a next_cursor that this list gave out');
