import { Worker } from 'node:worker_threads';
import type { ReadingLimits } from '../reading.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import type { ThreadTask, Told } from './messages.ts';

export type Word = Exclude<Told, { kind: 'alive' | 'unreadable' }>;

/** A thread that reads one file, with memory of its own. */
export interface ReadingThread {
  /** What it says next. Rejects with `UnreadableFile`, or with the reason of the signal. */
  next(): Promise<Word>;
  /** Rows were taken: it may send others. */
  goOn(): void;
  close(): Promise<void>;
}

const YOUNG_MEGABYTES = 4;

export const startThread = (task: ThreadTask, signal: AbortSignal | undefined): ReadingThread => {
  signal?.throwIfAborted();
  const { limits } = task;
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const words = createWords(limits);
  const abort = (): void => words.end(signal?.reason);
  const leave = async (): Promise<void> => {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  };
  words.onEnd = () => void leave();
  signal?.addEventListener('abort', abort, { once: true });
  worker.on('message', (told: Told) => words.hear(told));
  worker.on('error', (error) => words.end(isOutOfMemory(error) ? outOfMemory(limits) : error));
  worker.on('exit', () => words.end(new Error('The thread that reads a file ended before the file did')));
  return {
    next: () => words.next(),
    goOn: () => worker.postMessage('go on', []),
    close: leave,
  };
};

/** What was heard and not yet taken, and how long somebody waits for more. */
const createWords = (limits: ReadingLimits) => {
  const heard: Word[] = [];
  const patience = createPatience(limits, () => words.end(tooSlow()));
  let waiting: PromiseWithResolvers<Word> | undefined;
  let failed: { readonly error: unknown } | undefined;

  const words = {
    onEnd: (): void => undefined,
    hear(told: Told): void {
      if (told.kind === 'alive') {
        patience.renew();
      } else if (told.kind === 'unreadable') {
        words.end(new UnreadableFile(told.reason, told.message, told.details));
      } else if (waiting === undefined) {
        heard.push(told);
      } else {
        patience.end();
        waiting.resolve(told);
        waiting = undefined;
      }
    },
    end(error: unknown): void {
      failed ??= { error };
      patience.end();
      waiting?.reject(failed.error);
      waiting = undefined;
      words.onEnd();
    },
    async next(): Promise<Word> {
      const word = heard.shift();
      if (word !== undefined) return word;
      // whoever aborts chooses the reason
      if (failed !== undefined) throw failed.error as Error;
      patience.begin();
      waiting = Promise.withResolvers<Word>();
      return waiting.promise;
    },
  };
  return words;
};

/** Time runs only while somebody waits: in silence from the last sign on, and altogether. */
const createPatience = ({ silentMs, totalMs }: ReadingLimits, onEnd: () => void) => {
  let leftMs = totalMs;
  let since: number | undefined;
  let silence: NodeJS.Timeout | undefined;
  let whole: NodeJS.Timeout | undefined;
  return {
    begin(): void {
      since = performance.now();
      silence = setTimeout(onEnd, silentMs);
      whole = setTimeout(onEnd, Math.max(0, leftMs));
    },
    renew(): void {
      silence?.refresh();
    },
    end(): void {
      if (since !== undefined) leftMs -= performance.now() - since;
      since = undefined;
      clearTimeout(silence);
      clearTimeout(whole);
      silence = undefined;
    },
  };
};

const tooSlow = (): UnreadableFile =>
  new UnreadableFile('too_slow', 'Reading the file took too long, and was given up. Send it in parts, or as CSV.');

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const outOfMemory = ({ heapMegabytes }: ReadingLimits): UnreadableFile =>
  new UnreadableFile(
    'out_of_memory',
    `Reading the file took more than ${heapMegabytes} MB of memory, and was given up. Send it in parts, or as CSV.`,
    { maximum: heapMegabytes },
  );
