import { type QueryKey, useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';
import { type Ask, learnt, missed, type Watched } from './live.ts';

const REFRESH_MS = 5_000;

export interface Live<Body> extends Watched<Body> {
  readonly refresh: () => void;
}

interface LiveOptions<Body> {
  readonly key: QueryKey;
  readonly ask: Ask<Body>;
  /** Too much is shown to be asked for every five seconds. */
  readonly isResting?: (body: Body) => boolean;
}

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/**
 * Keeps a view fresh: asks every five seconds, never faster, and not from a hidden tab. What fails is something seen.
 * Events from the server would be heard here, and ask at once in place of the next five seconds.
 */
export const useLive = <Body>({ key, ask, isResting }: LiveOptions<Body>): Live<Body> => {
  const holdfast = useHoldfast();
  const { data, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ client, signal }): Promise<Watched<Body>> => {
      const before = client.getQueryData<Watched<Body>>(key);
      const asked = await ask(holdfast, signal, before?.known?.body).then(
        (answer) => learnt(answer, Date.now()),
        (error: unknown) => missed(before, errorOf(error), Date.now()),
      );
      signal.throwIfAborted();
      return asked;
    },
    refetchInterval: ({ state }) => {
      const body = state.data?.known?.body;
      return body !== undefined && isResting?.(body) === true ? false : REFRESH_MS;
    },
    refetchOnWindowFocus: 'always',
    // The browser's word for "offline" is no reason not to ask a server on the same machine.
    networkMode: 'always',
    structuralSharing: false,
    retry: false,
  });
  return { known: data?.known, failing: data?.failing, refresh: () => void refetch() };
};
