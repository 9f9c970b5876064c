import type { Topic } from '@holdfast/protocol/live/topic';
import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';
import { type Ask, learnt, missed, type Watched } from './live.ts';
import { useFollowed, useStreamState } from './live-stream-context.ts';
import { type Rhythm, rhythmOf } from './rhythm.ts';

const REFRESH_MS = 5_000;
/** While the server tells what moves: for what it does not tell, and for hints that were lost. */
const TOLD_REFRESH_MS = 30_000;

export interface Live<Body> extends Watched<Body> {
  readonly refresh: () => void;
  /** Refreshes, and resolves when what is so now is shown, or could not be had. */
  readonly refreshed: () => Promise<unknown>;
  readonly rhythm: Rhythm;
}

interface LiveOptions<Body> {
  readonly key: QueryKey;
  readonly ask: Ask<Body>;
  /** What tells of changes, in place of asking every five seconds. The same array each time. */
  readonly topics?: readonly Topic[];
  /** It changes without an event, as how far a job is. */
  readonly isStirring?: (body: Body) => boolean;
  /** Too much is shown to be asked for by itself. */
  readonly isResting?: (body: Body) => boolean;
}

const NO_TOPICS: readonly Topic[] = [];

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/**
 * Keeps a view fresh: asks when the server tells that something moved, else every five seconds, and never from a hidden
 * tab. What fails is something seen.
 */
export const useLive = <Body>({
  key,
  ask,
  topics = NO_TOPICS,
  isStirring,
  isResting,
}: LiveOptions<Body>): Live<Body> => {
  const holdfast = useHoldfast();
  const queries = useQueryClient();
  const isAtRest = (body: Body | undefined): boolean => body !== undefined && isResting?.(body) === true;
  const stream = useStreamState(topics);
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
    refetchInterval: ({ state: { data: watched } }) => {
      const body = watched?.known?.body;
      if (isAtRest(body)) return false;
      const isTold = stream === 'following' && watched?.failing === undefined;
      return isTold && (body === undefined || isStirring?.(body) !== true) ? TOLD_REFRESH_MS : REFRESH_MS;
    },
    refetchOnWindowFocus: 'always',
    // The browser's word for "offline" is no reason not to ask a server on the same machine.
    networkMode: 'always',
    structuralSharing: false,
    retry: false,
  });
  const join = (): Promise<unknown> => refetch({ cancelRefetch: false });
  useFollowed(key, topics, async () => {
    if (isAtRest(data?.known?.body)) return;
    // what is on its way may have been read before that of which the server tells
    if (queries.isFetching({ queryKey: key, exact: true }) > 0) await join();
    await join();
  });
  return {
    known: data?.known,
    failing: data?.failing,
    refresh: () => void refetch(),
    refreshed: () => refetch(),
    rhythm: isAtRest(data?.known?.body) ? 'resting' : rhythmOf(stream),
  };
};
