import { resolve } from 'node:path';
import type { Log } from '../../../platform/log/log.ts';
import type { Embedder } from '../embedding/embedders/embedder.ts';
import { EmbedderFailure } from '../embedding/embedders/embedder-failure.ts';
import { listModels, stateOf, type ModelFiles } from './model-files.ts';
import { findRuntime, RUNTIME } from './process/runtime.ts';
import type { Opened } from './model-process.ts';
import { createTransformer, type Transformer } from './transformer.ts';

/** What of transformers an instance has: names of models, and what is missing before one can be chosen. */
export interface LocalModels {
  readonly models: readonly string[];
  readonly missing: string | null;
}

/** The models that whoever runs the instance has put into a folder. */
export interface Transformers {
  look(): Promise<LocalModels>;
  /** What the model of this name is now. Throws an `EmbedderFailure`. */
  open(name: string): Promise<Opened & { readonly model: string }>;
  /** As a space names it: another fingerprint than that of its files is another model. */
  embedderOf(model: string): Embedder;
  close(): Promise<void>;
}

export interface TransformersParts {
  /** Undefined where nobody set one. */
  readonly folder: string | undefined;
  readonly log: Pick<Log, 'warn'>;
  readonly timeoutMs: number;
}

export const NO_FOLDER =
  'No folder of models is set. Whoever runs this instance names one in HOLDFAST_TRANSFORMERS_FOLDER.';
const NO_RUNTIME = `${RUNTIME} is not installed. Whoever runs this instance installs it in the folder that HOLDFAST_TRANSFORMERS_FOLDER names.`;
const UNREADABLE =
  'The folder that HOLDFAST_TRANSFORMERS_FOLDER names cannot be read. Whoever runs this instance looks whether it is there.';
const NO_MODEL =
  'There is no model. Whoever runs this instance puts each, with model.onnx and tokenizer.json, into a folder of its own in the one that HOLDFAST_TRANSFORMERS_FOLDER names.';

export const createTransformers = (parts: TransformersParts): Transformers => {
  const folder = parts.folder === undefined ? undefined : resolve(parts.folder);
  const running = new Map<string, { readonly state: string; readonly transformer: Transformer }>();

  /** The model of this name, as its files are now. */
  const of = async (name: string): Promise<Transformer> => {
    const { files, runtime } = await find(folder, name);
    const state = await stateOf(files);
    const known = running.get(name);
    if (known?.state === state) return known.transformer;
    const transformer = createTransformer({ ...parts, name, files, runtime });
    running.set(name, { state, transformer });
    await known?.transformer.close();
    return transformer;
  };

  return {
    look: () => look(folder),
    async open(name) {
      const opened = await (await of(name)).open();
      return { ...opened, model: `${name}@${opened.fingerprint}` };
    },
    embedderOf: (model) => ({
      async embed(texts, asking) {
        const [name = '', fingerprint] = model.split('@');
        const transformer = await of(name);
        // a process that has to begin takes as long as whoever asks can wait
        const vectors = await transformer.embed(texts, asking);
        const opened = await transformer.open();
        if (opened.fingerprint !== fingerprint) throw otherFiles(name);
        return vectors;
      },
    }),
    async close() {
      await Promise.all(Array.from(running.values(), ({ transformer }) => transformer.close()));
    },
  };
};

const look = async (folder: string | undefined): Promise<LocalModels> => {
  if (folder === undefined) return { models: [], missing: NO_FOLDER };
  const found = await listModels(folder);
  if (found === undefined) return { models: [], missing: UNREADABLE };
  const models = [...found.keys()];
  if (models.length === 0) return { models, missing: NO_MODEL };
  return { models, missing: findRuntime(folder) === undefined ? NO_RUNTIME : null };
};

const find = async (
  folder: string | undefined,
  name: string,
): Promise<{ readonly files: ModelFiles; readonly runtime: string }> => {
  if (folder === undefined) throw new EmbedderFailure('refuses_us', NO_FOLDER);
  const files = (await listModels(folder))?.get(name);
  if (files === undefined)
    throw new EmbedderFailure('refuses_us', `The model ${name} is not there any more. Choose another embedder.`);
  const runtime = findRuntime(folder);
  if (runtime === undefined) throw new EmbedderFailure('refuses_us', NO_RUNTIME);
  return { files, runtime };
};

const otherFiles = (name: string): EmbedderFailure =>
  new EmbedderFailure(
    'refuses_us',
    `The files of ${name} are others than those that the vectors were made with. Choose it again, and every pair is embedded anew.`,
  );
