import { Worker } from 'node:worker_threads';
import type { FromThread, Reply, Request, ToThread } from './messages.ts';

/** A thread that holds indexes, begun with the first request. When it dies, all of them are gone, and another is begun. */
export interface IndexThread {
  /** Grows when indexes are gone. */
  readonly life: number;
  ask(request: Request, given?: readonly ArrayBuffer[]): Promise<Exclude<Reply, { kind: 'failed' }>>;
  close(): Promise<void>;
}

/** Words and ids; vectors and postings lie beside the heap, and are counted by whoever drops indexes. */
const HEAP_MEGABYTES = 2_048;
/** What was just made, and is mostly gone soon. Without a bound it takes many times as much, for good. */
const YOUNG_MEGABYTES = 4;

interface Waiting {
  readonly resolve: (reply: Exclude<Reply, { kind: 'failed' }>) => void;
  readonly reject: (error: Error) => void;
}

export const createIndexThread = (heapMegabytes = HEAP_MEGABYTES): IndexThread => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;
  let life = 0;

  const settle = ({ id, reply }: FromThread): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (reply.kind === 'failed') one?.reject(new Error(`The thread of the search indexes failed: ${reply.message}`));
    else one?.resolve(reply);
  };
  const begin = (): Worker => {
    const made = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    made.unref();
    made.on('message', settle);
    const end = (error: Error): void => {
      if (worker !== made) return;
      worker = undefined;
      life += 1;
      for (const { reject } of waiting.values()) reject(new IndexesLost(error));
      waiting.clear();
    };
    made.on('error', end);
    made.on('exit', () => end(new Error('It ended')));
    return made;
  };

  return {
    get life() {
      return life;
    },
    ask: (request, given = []) =>
      new Promise((resolve, reject) => {
        worker ??= begin();
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, request } satisfies ToThread, [...given]);
      }),
    async close() {
      await worker?.terminate();
    },
  };
};

/** Whoever waited may ask again: indexes are built anew. */
export class IndexesLost extends Error {
  override readonly name = 'IndexesLost';

  constructor(cause?: Error) {
    super('The thread of the search indexes has ended', { cause });
  }
}
