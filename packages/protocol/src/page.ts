import { z } from 'zod';

export const PAGE_LIMIT_DEFAULT = 50;
export const PAGE_LIMIT_MAXIMUM = 200;

/** What every list takes. Filters of a list are added with `.extend()`. */
export const PageQuery = z.strictObject({
  limit: z.int().min(1).max(PAGE_LIMIT_MAXIMUM).default(PAGE_LIMIT_DEFAULT),
  cursor: z.string().min(1).max(1024).optional(),
});

/** What every list answers. `next_cursor` is null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next_cursor: z.string().nullable() });
