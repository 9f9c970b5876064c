import type { Asking } from '../embedding/embedders/embedder.ts';
import type { Vectors } from '../static-embedder/embed-thread.ts';
import { createModelProcess, late, type ModelProcessParts, type Opened } from './model-process.ts';
import { placesTogether } from './turns.ts';

/** One model, in a process of its own that all workspaces share. */
export interface Transformer {
  open(): Promise<Opened>;
  embed(texts: readonly string[], asking: Asking): Promise<Vectors>;
  /** Of its process, while there is one. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

export const createTransformer = (parts: ModelProcessParts): Transformer => {
  const model = createModelProcess(parts);

  const embedTogether = (texts: readonly string[], { kind, signal }: Asking): Promise<Vectors> => {
    const { promise, resolve, reject } = Promise.withResolvers<Vectors>();
    model.take({ texts, as: kind, done: resolve, failed: reject, isOver: () => signal.aborted });
    return promise;
  };

  return {
    open: model.open,
    async embed(texts, asking) {
      const vectors: (Float32Array | undefined)[] = texts.map(() => undefined);
      const work = placesTogether(texts).map(async (places) => {
        const some = places.map((at) => texts[at] ?? '');
        const found = await embedTogether(some, asking);
        for (const [nth, at] of places.entries()) vectors[at] = found[nth];
      });
      await inTime(Promise.all(work), asking, parts.name);
      return vectors;
    },
    get pid() {
      return model.pid;
    },
    close: model.close,
  };
};

/** Nobody waits longer for a question, or for what is not wanted any more. */
const inTime = async (work: Promise<unknown>, { kind, signal, timeoutMs }: Asking, name: string): Promise<void> => {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(signal.reason as Error);
  const timer = kind === 'question' ? setTimeout(() => reject(late(name)), timeoutMs).unref() : undefined;
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
};
