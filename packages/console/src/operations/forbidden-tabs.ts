import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { OPERATIONS } from '../routing/navigation.ts';

const KEY = ['forbidden tabs'] as const;
const NONE: readonly string[] = [];

/** The paths of the pages that answered last that they may not be seen. */
export const useForbiddenTabs = (): readonly string[] =>
  useQuery<readonly string[]>({ queryKey: KEY, queryFn: skipToken, gcTime: Infinity }).data ?? NONE;

/** Keeps in mind whether the page that is open may be seen. As long as it has said neither, nothing changes. */
export const useForbiddenTab = (isSeen: boolean, isForbidden: boolean): void => {
  const queries = useQueryClient();
  const path = useRouterState({
    select: ({ location }) => OPERATIONS.find((tab) => location.pathname.startsWith(tab.path))?.path,
  });
  useEffect(() => {
    if (path === undefined || isSeen === isForbidden) return;
    queries.setQueryData<readonly string[]>(KEY, (before = NONE) => {
      const others = before.filter((other) => other !== path);
      return isForbidden ? [...others, path] : others;
    });
  }, [queries, path, isSeen, isForbidden]);
};
