import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is read of a model. */
export interface ModelFiles {
  readonly folder: string;
  readonly model: string;
  /** Where a model keeps its numbers when one file is too small for them; mostly not there. */
  readonly weights: string;
  readonly tokenizer: string;
}

/** Of each name in the folder of models; those that have what is needed, as exports lay it out. Undefined where it cannot be read. */
export const listModels = async (folder: string): Promise<ReadonlyMap<string, ModelFiles> | undefined> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  const names = entries
    .filter((entry) => !entry.isFile() && NAME.test(entry.name) && entry.name !== 'node_modules')
    .map(({ name }) => name)
    .toSorted();
  const found = names.map((name) => [name, filesIn(join(folder, name))] as const);
  return new Map(found.flatMap(([name, files]) => (files === undefined ? [] : [[name, files]])));
};

/** Travels in JSON, and stands before an @. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

const filesIn = (folder: string): ModelFiles | undefined => {
  const model = ['model.onnx', join('onnx', 'model.onnx')]
    .map((name) => join(folder, name))
    .find((one) => existsSync(one));
  const tokenizer = join(folder, 'tokenizer.json');
  if (model === undefined || !existsSync(tokenizer)) return undefined;
  return { folder, model, weights: `${model}_data`, tokenizer };
};

/** Another one means that somebody put other files there. */
export const stateOf = async ({ model, weights, tokenizer }: ModelFiles): Promise<string> => {
  const states = await Promise.all([model, weights, tokenizer].map((path) => stat(path).catch(() => undefined)));
  return states.map((state) => (state === undefined ? '-' : `${state.ino} ${state.size} ${state.mtimeMs}`)).join(', ');
};
