import { Worker } from 'node:worker_threads';
import type { EmbedderFiles } from './embedder-files.ts';
import type { Asked, Told } from './thread-messages.ts';

/** Texts without a vector are undefined. */
export type Vectors = readonly (Float32Array | undefined)[];

export interface EmbedThread {
  embed(texts: readonly string[]): Promise<Vectors>;
  readonly isRunning: boolean;
  close(): Promise<void>;
}

const MOST_MEGABYTES = 256;
const YOUNG_MEGABYTES = 4;
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (told: Told) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread of its own for many texts, begun with the first of them and ended when nobody has asked for a while. When it dies,
 * those who wait fail and the next who asks begins another.
 */
export const createEmbedThread = (files: EmbedderFiles, idleMs = IDLE_MS): EmbedThread => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  const begin = (): Worker => {
    const made = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: files,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    made.unref();
    made.on('message', (told: Told) => {
      waiting.get(told.id)?.resolve(told);
      waiting.delete(told.id);
      if (waiting.size === 0) idle = setTimeout(() => void end(), idleMs).unref();
    });
    const onEnd = (error: Error): void => {
      if (worker === made) forget(error);
    };
    made.on('error', onEnd);
    made.on('exit', () => onEnd(ended()));
    return made;
  };

  /** The next who asks must not meet a thread that is ending. */
  const forget = (error: Error): void => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const made = worker;
    forget(ended());
    await made?.terminate();
  };

  return {
    get isRunning() {
      return worker !== undefined;
    },
    async embed(texts) {
      clearTimeout(idle);
      worker ??= begin();
      last += 1;
      const asked: Asked = { id: last, texts };
      const { promise, resolve, reject } = Promise.withResolvers<Told>();
      waiting.set(asked.id, { resolve, reject });
      worker.postMessage(asked, []);
      return apart(await promise, files.dimensions);
    },
    close: end,
  };
};

const ended = (): Error => new Error('The thread of the built-in embedder has ended');

const apart = ({ vectors, has }: Told, dimensions: number): Vectors =>
  Array.from(has, (one, at) => (one === 1 ? vectors.subarray(at * dimensions, (at + 1) * dimensions) : undefined));
