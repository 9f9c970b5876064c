import type { Client } from '@holdfast/client/client';
import type { Topic } from '@holdfast/protocol/live/topic';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';
import { type Ask, type Asked, learnt, type Watched } from './live.ts';
import { type Live, useLive } from './use-live.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** The pages of a list that were loaded so far. */
export interface Pages<Item> extends Page<Item> {
  readonly count: number;
}

export type AskPage<Item> = (
  holdfast: Client,
  cursor: string | undefined,
  signal: AbortSignal | undefined,
) => Promise<Asked<Page<Item>>>;

/** More than this is not asked for again and again. */
const PAGES_REFRESHED = 4;

export interface LivePages<Item> {
  readonly live: Live<Pages<Item>>;
  readonly loadMore: () => void;
  readonly isLoadingMore: boolean;
  readonly moreFailed: Error | null;
}

/** A thing may move from one page to the next while they are asked for one after the other. */
const joined = <Item extends { readonly id: string }>(before: Pages<Item>, next: Page<Item>): Pages<Item> => {
  const seen = new Set(before.items.map(({ id }) => id));
  const items = [...before.items, ...next.items.filter(({ id }) => !seen.has(id))];
  return { items, next_cursor: next.next_cursor, count: before.count + 1 };
};

const allPages =
  <Item extends { readonly id: string }>(askPage: AskPage<Item>): Ask<Pages<Item>> =>
  async (holdfast, signal, before) => {
    const first = await askPage(holdfast, undefined, signal);
    let pages: Pages<Item> = { ...first.body, count: 1 };
    while (pages.count < (before?.count ?? 1) && pages.next_cursor !== null) {
      pages = joined(pages, (await askPage(holdfast, pages.next_cursor, signal)).body);
    }
    return { body: pages, headers: first.headers };
  };

/** A list by cursor: as much of it as was asked for is kept fresh. */
export const useLivePages = <Item extends { readonly id: string }>(
  key: QueryKey,
  askPage: AskPage<Item>,
  topics: readonly Topic[],
): LivePages<Item> => {
  const holdfast = useHoldfast();
  const queries = useQueryClient();
  const live = useLive<Pages<Item>>({
    key,
    ask: allPages(askPage),
    topics,
    isResting: (pages) => pages.count > PAGES_REFRESHED,
  });
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const cursor = queries.getQueryData<Watched<Pages<Item>>>(key)?.known?.body.next_cursor ?? undefined;
      if (cursor === undefined) return;
      const { body: next, headers } = await askPage(holdfast, cursor, undefined);
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData<Watched<Pages<Item>>>(key, (watched) =>
        watched?.known === undefined
          ? watched
          : learnt({ body: joined(watched.known.body, next), headers }, Date.now()),
      );
    },
  });
  return { live, loadMore: () => mutate(), isLoadingMore: isPending, moreFailed: error };
};
