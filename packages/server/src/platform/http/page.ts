import { encodeCursor, type CursorKey } from './cursor.ts';

export interface PageOf<Item> {
  /** The name that the list's cursors carry. */
  readonly list: string;
  readonly limit: number;
  /** What the next page starts after. */
  readonly keyOf: (item: Item) => CursorKey;
  /** There may be a next page though not one item too many was fetched: what was fetched is as much as may be held at once. */
  readonly hasMore?: boolean;
}

/** A page of what was fetched with one item more than asked for: the one too many says that there is a next page. */
export const toPage = <Item>(
  fetched: readonly Item[],
  { list, limit, keyOf, hasMore = false }: PageOf<Item>,
): { items: Item[]; next_cursor: string | null } => {
  const items = fetched.slice(0, limit);
  const last = items.at(-1);
  const goesOn = hasMore || fetched.length > limit;
  return { items, next_cursor: goesOn && last !== undefined ? encodeCursor(list, keyOf(last)) : null };
};
