import type { Queue } from './define-job.ts';
import type { JobHandler } from './handler.ts';
import type { OnMoved } from './on-moved.ts';
import { createQueueLoop, type QueueLoop, type QueueLoopParts } from './queue-loop.ts';
import type { Claimed, WorkerStore } from './worker-store.ts';

export interface QueueLoopsParts extends Omit<QueueLoopParts, 'queue' | 'handlers' | 'claim' | 'onError'> {
  readonly handlers: readonly JobHandler[];
  readonly store: Pick<WorkerStore, 'claim'>;
  readonly onMoved: OnMoved;
  readonly onError: (error: unknown, queue: string) => void;
}

/** The loops of all queues that this process has handlers for. */
export interface QueueLoops extends Omit<QueueLoop, 'wake'> {
  readonly queues: readonly string[];
  /** Of one queue, or of all. */
  wake(queue?: string): void;
}

export const createQueueLoops = (parts: QueueLoopsParts): QueueLoops => {
  const { handlers, store, onMoved, onError } = parts;
  const loopOf = (queue: Queue): QueueLoop => {
    const own = new Map(handlers.filter(({ job }) => job.queue.name === queue.name).map((one) => [one.job.name, one]));
    const names = [...own.keys()];
    return createQueueLoop({
      ...parts,
      queue,
      handlers: own,
      claim: async (worker, after, most) => {
        const claimed = await store.claim({ worker, queue: queue.name, names, after, most });
        for (const { workspace_id } of claimed) onMoved(workspace_id, queue.name);
        return claimed;
      },
      onError: (error) => onError(error, queue.name),
    });
  };
  const queues = new Map(handlers.map(({ job }) => [job.queue.name, job.queue]));
  const loops = new Map([...queues.values()].map((queue) => [queue.name, loopOf(queue)]));
  const all = [...loops.values()];

  return {
    queues: [...queues.keys()],
    wake(queue) {
      if (queue === undefined) for (const loop of all) loop.wake();
      else loops.get(queue)?.wake();
    },
    stop: () => all.forEach((loop) => loop.stop()),
    drop: (): Claimed[] => all.flatMap((loop) => loop.drop()),
    get taken() {
      return all.reduce((sum, { taken }) => sum + taken, 0);
    },
  };
};
