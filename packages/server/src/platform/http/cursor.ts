import { Failure } from '../failure.ts';

/** Where a page ended: the sort key and the id of its last row. Opaque to callers, bound to its list. */
export type CursorKey = readonly (string | number)[];

const FORMAT = 1;

export const encodeCursor = (list: string, key: CursorKey): string =>
  Buffer.from(JSON.stringify([FORMAT, list, ...key])).toString('base64url');

export const decodeCursor = (list: string, cursor: string | undefined): CursorKey | undefined => {
  if (cursor === undefined) return undefined;
  const [format, of, ...key] = read(cursor);
  if (format !== FORMAT || of !== list || key.length === 0 || !key.every(isKeyPart)) throw notACursor();
  return key;
};

const isKeyPart = (part: unknown): part is string | number => typeof part === 'string' || typeof part === 'number';

const read = (cursor: string): unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value)) return value;
  } catch {
    // told below, like every other text that is no cursor
  }
  throw notACursor();
};

const notACursor = (): Failure =>
  new Failure('invalid', {
    detail: '/query/cursor must be a next_cursor that this list gave out.',
    fields: [{ pointer: '/query/cursor', code: 'cursor', detail: 'must be a next_cursor that this list gave out' }],
  });
