import { basename, dirname, resolve } from 'node:path';
import { OperatorError } from '../../../../platform/operator-error.ts';
import type { TextKind } from '../../embedding/embedders/embedder.ts';
import { EmbedderFailure } from '../../embedding/embedders/embedder-failure.ts';
import { createBuiltInEmbedder } from '../../static-embedder/built-in-embedder.ts';
import type { Vectors } from '../../static-embedder/embed-thread.ts';
import { createTransformers } from '../../transformer/transformers.ts';

/** Who gives vectors while search is judged. */
interface JudgedEmbedder {
  embed(texts: readonly string[], kind: TextKind): Promise<Vectors>;
  close(): Promise<void>;
}

/** For one text after the other on a slow machine; nobody waits for an answer here. */
const TIMEOUT_MS = 300_000;

/** The model whose folder is named, or the built-in one. */
export const openEmbedder = (model: string | undefined): JudgedEmbedder => {
  if (model !== undefined) return openLocal(resolve(model));
  const builtIn = createBuiltInEmbedder();
  return { embed: (texts) => builtIn.embed(texts), close: builtIn.close };
};

const openLocal = (folder: string): JudgedEmbedder => {
  const log = { warn: ignore };
  const transformers = createTransformers({ folder: dirname(folder), log, timeoutMs: TIMEOUT_MS });
  return {
    async embed(texts, kind) {
      try {
        const { model } = await transformers.open(basename(folder));
        const asking = { kind, signal: new AbortController().signal, timeoutMs: TIMEOUT_MS };
        return await transformers.embedderOf(model).embed(texts, asking);
      } catch (error) {
        if (error instanceof EmbedderFailure) throw new OperatorError(error.message, { cause: error });
        throw error;
      }
    },
    close: transformers.close,
  };
};

/** What goes wrong is told by what fails. */
const ignore = (): void => {};
