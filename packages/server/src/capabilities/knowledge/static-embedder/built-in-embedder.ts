import { createEmbedThread, type EmbedThread, type Vectors } from './embed-thread.ts';
import { readEmbedderFiles, tableOf } from './embedder-files.ts';
import { createStaticEmbedder, type EmbedText } from './static-embedder.ts';

/** The embedder that every instance has: English, without a network, without a model that runs. */
export interface BuiltInEmbedder {
  embed(texts: readonly string[]): Promise<Vectors>;
  close(): Promise<void>;
}

/** Its name changes whenever the same text would get another vector. */
export const BUILT_IN_MODEL = 'holdfast-static-256';
export const BUILT_IN_DIMENSIONS = 256;

/** What takes about a millisecond. Whatever takes longer is done beside, so that nobody waits for it. */
const MOST_AT_ONCE = 2_000;

/** Nothing is read before the first text. */
export const createBuiltInEmbedder = (): BuiltInEmbedder => {
  let opening: Promise<Opened> | undefined;
  return {
    async embed(texts) {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      const { embedHere, thread } = await opening;
      const characters = texts.reduce((sum, text) => sum + text.length, 0);
      return characters <= MOST_AT_ONCE ? texts.map(embedHere) : thread.embed(texts);
    },
    async close() {
      await (await opening?.catch(() => undefined))?.thread.close();
    },
  };
};

interface Opened {
  readonly embedHere: EmbedText;
  readonly thread: EmbedThread;
}

const open = async (): Promise<Opened> => {
  const files = await readEmbedderFiles();
  return { embedHere: createStaticEmbedder(tableOf(files)), thread: createEmbedThread(files) };
};
