import type { Client } from '@holdfast/client/client';
import type { Topic } from '@holdfast/protocol/live/topic';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';
import { type Ask, type Asked, learnt, type Watched } from './live.ts';
import { type Live, useLive } from './use-live.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** The pages of a list that were loaded so far. */
export type Pages<Item, More extends object = object> = Page<Item> & More & { readonly count: number };

/** `More` is what every page says beside its items. */
export type AskPage<Item, More extends object = object> = (
  holdfast: Client,
  cursor: string | undefined,
  signal: AbortSignal | undefined,
) => Promise<Asked<Page<Item> & More>>;

/** More than this is not asked for again and again. */
const PAGES_REFRESHED = 4;

export interface LivePages<Item, More extends object = object> {
  readonly live: Live<Pages<Item, More>>;
  readonly loadMore: () => void;
  readonly isLoadingMore: boolean;
  readonly moreFailed: Error | null;
}

/** A thing may move from one page to the next while they are asked for one after the other. */
const joined = <Item extends { readonly id: string }, More extends object>(
  before: Pages<Item, More>,
  next: Page<Item>,
): Pages<Item, More> => {
  const seen = new Set(before.items.map(({ id }) => id));
  const items = [...before.items, ...next.items.filter(({ id }) => !seen.has(id))];
  return { ...before, items, next_cursor: next.next_cursor, count: before.count + 1 };
};

const allPages =
  <Item extends { readonly id: string }, More extends object>(askPage: AskPage<Item, More>): Ask<Pages<Item, More>> =>
  async (holdfast, signal, before) => {
    const first = await askPage(holdfast, undefined, signal);
    let pages: Pages<Item, More> = { ...first.body, count: 1 };
    while (pages.count < (before?.count ?? 1) && pages.next_cursor !== null) {
      pages = joined(pages, (await askPage(holdfast, pages.next_cursor, signal)).body);
    }
    return { body: pages, headers: first.headers };
  };

/** A list by cursor: as much of it as was asked for is kept fresh. */
export const useLivePages = <Item extends { readonly id: string }, More extends object = object>(
  key: QueryKey,
  askPage: AskPage<Item, More>,
  topics: readonly Topic[],
  { isResting = false }: { readonly isResting?: boolean } = {},
): LivePages<Item, More> => {
  const holdfast = useHoldfast();
  const queries = useQueryClient();
  const live = useLive<Pages<Item, More>>({
    key,
    ask: allPages(askPage),
    topics,
    isResting: (pages) => isResting || pages.count > PAGES_REFRESHED,
  });
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const cursor = queries.getQueryData<Watched<Pages<Item, More>>>(key)?.known?.body.next_cursor ?? undefined;
      if (cursor === undefined) return;
      const { body: next, headers } = await askPage(holdfast, cursor, undefined);
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData<Watched<Pages<Item, More>>>(key, (watched) =>
        watched?.known === undefined
          ? watched
          : learnt({ body: joined(watched.known.body, next), headers }, Date.now()),
      );
    },
  });
  return { live, loadMore: () => mutate(), isLoadingMore: isPending, moreFailed: error };
};
