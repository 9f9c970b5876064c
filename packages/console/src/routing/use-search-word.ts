import { useRouterState } from '@tanstack/react-router';

/** One word of the address after `?`, as it was written. */
export const useSearchWord = (name: string): string | undefined => {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  return new URLSearchParams(search).get(name) ?? undefined;
};
