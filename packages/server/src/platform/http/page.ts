import { encodeCursor, type CursorKey } from './cursor.ts';

/** A page of what was fetched with one row more than asked for: the one too many says that there is a next page. */
export const toPage = <Row, Item>(
  list: string,
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey,
  toItem: (row: Row) => Item,
): { items: Item[]; next_cursor: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(list, keyOf(last)) : null,
  };
};
