import { Worker } from 'node:worker_threads';
import type { RequestLimits } from '../../otlp/request/limits.ts';
import type { ReadRequest } from '../../otlp/request/read-request.ts';
import type { Judge } from './judging.ts';
import type { Asked, Told } from './thread-messages.ts';

/** Enough for the largest request in JSON, and not so much that the process suffers. */
const MOST_MEGABYTES = 1024;

interface Waiting {
  readonly resolve: (read: ReadRequest) => void;
  readonly reject: (error: Error) => void;
}

/** A thread of its own for large requests, begun with the first of them. When it dies, those in it fail and another is begun. */
export const createJudgeThread = (limits: RequestLimits): Judge => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;

  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const begin = (): Worker => {
    const made = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: limits,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    made.unref();
    made.on('message', ({ id, read }: Told) => {
      waiting.get(id)?.resolve(read.kind === 'readable' ? { ...read, bytes: Buffer.from(read.bytes.buffer) } : read);
      waiting.delete(id);
    });
    const end = (error: Error): void => {
      if (worker !== made) return;
      worker = undefined;
      failAll(error);
    };
    made.on('error', end);
    made.on('exit', () => end(new Error('The thread that judges large requests has ended')));
    return made;
  };

  return {
    read: (type, body) =>
      new Promise((resolve, reject) => {
        worker ??= begin();
        last += 1;
        waiting.set(last, { resolve, reject });
        const bytes = alone(body);
        worker.postMessage({ id: last, type, bytes } satisfies Asked, [bytes.buffer]);
      }),
    async close() {
      await worker?.terminate();
    },
  };
};

/** Only memory that is nobody else's can be handed over. */
const alone = (body: Buffer): Uint8Array<ArrayBuffer> =>
  body.byteLength === body.buffer.byteLength ? (body as Uint8Array<ArrayBuffer>) : new Uint8Array(body);
