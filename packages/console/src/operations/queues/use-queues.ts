import { listQueues } from '@holdfast/protocol/work/queues';
import type { Ask } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { followQueues, type WatchedQueue } from './queue-trend.ts';
import { WORK_TOPICS } from '../work-topics.ts';

const KEY = ['queues'] as const;

const ask: Ask<readonly WatchedQueue[]> = async (holdfast, signal, before) => {
  const { body, headers } = await holdfast.call(listQueues, {}, { signal });
  return { body: followQueues(before, body.items, Date.now()), headers };
};

export const useQueues = () => useLive({ key: KEY, ask, topics: WORK_TOPICS });
