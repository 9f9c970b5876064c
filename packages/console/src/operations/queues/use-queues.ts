import { listInstanceQueues, listQueues, type Queue } from '@holdfast/protocol/work/queues';
import type { Ask } from '../../live/live.ts';
import { askScoped, type Scope, type Scoped } from '../../live/scope.ts';
import { useLive } from '../../live/use-live.ts';
import { topicsOf } from '../work-topics.ts';
import { followQueues, type WatchedQueue } from './queue-trend.ts';

export interface WatchedQueues extends Scoped {
  readonly queues: readonly WatchedQueue[];
}

const asker = (wanted: Scope): Ask<WatchedQueues> => {
  const ask = askScoped<{ readonly items: readonly Queue[] }>(wanted, {
    workspace: (holdfast, signal) => holdfast.call(listQueues, {}, { ...(signal !== undefined && { signal }) }),
    instance: (holdfast, signal) => holdfast.call(listInstanceQueues, {}, { ...(signal !== undefined && { signal }) }),
  });
  return async (holdfast, signal, before) => {
    const { body, headers } = await ask(holdfast, signal);
    const { items, scope } = body;
    const seen = before?.scope === scope ? before.queues : undefined;
    return { body: { scope, queues: followQueues(seen, items, Date.now()) }, headers };
  };
};

export const useQueues = (wanted: Scope = 'workspace') =>
  useLive({ key: ['queues', wanted], ask: asker(wanted), topics: topicsOf(wanted) });
