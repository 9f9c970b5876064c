import { useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';
import { checkHealth } from './check.ts';
import { type HealthWatch, observe } from './health-watch.ts';

export const REFRESH_MS = 5_000;

const KEY = ['health'] as const;

/** Looks every five seconds, but not from a hidden tab. A check that fails is something seen, not an error of the query. */
export const useHealth = () => {
  const holdfast = useHoldfast();
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ client, signal }) => {
      const check = await checkHealth(holdfast, signal);
      return observe(client.getQueryData<HealthWatch>(KEY), check);
    },
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: 'always',
    // The browser's word for "offline" is no reason not to ask a server on the same machine.
    networkMode: 'always',
    gcTime: Infinity,
    structuralSharing: false,
    retry: false,
  });
};
