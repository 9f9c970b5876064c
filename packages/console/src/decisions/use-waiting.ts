import { listDecisions } from '@holdfast/protocol/decisions/decisions';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHoldfast } from '../server/holdfast-context.ts';

/** Below what useActs looks at again after an act. */
const KEY = ['decisions', 'waiting'] as const;

/** More than so many are not counted. */
const MOST = 50;
const EVERY_MS = 30_000;

interface Waiting {
  readonly count: number;
  readonly isMore: boolean;
}

/** How many decisions wait, as of half a minute ago. */
export const useWaiting = (): Waiting | undefined => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Waiting> => {
      const query = { status: 'pending', limit: MOST } as const;
      const { items, next_cursor: next } = await holdfast.bodyOf(listDecisions, { query }, { signal });
      return { count: items.length, isMore: next !== null };
    },
    refetchInterval: EVERY_MS,
    networkMode: 'always',
    staleTime: EVERY_MS,
    retry: false,
  });
  return data;
};

/** Whoever sees the whole list knows it better. */
export const useKnownWaiting = (waiting: Waiting | undefined): void => {
  const queries = useQueryClient();
  const { count, isMore } = waiting ?? {};
  useEffect(() => {
    if (count !== undefined && isMore !== undefined) queries.setQueryData<Waiting>(KEY, { count, isMore });
  }, [queries, count, isMore]);
};
