import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UnusableModel } from './unusable-model.ts';

/** What is used of onnxruntime-node, which whoever runs the instance installs. */
export interface Runtime {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor;
}

export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: Readonly<Record<string, Tensor>>, outputs: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
}

export interface Tensor {
  readonly dims: readonly number[];
  readonly data: unknown;
}

export const RUNTIME = 'onnxruntime-node';

/** Where it is looked for: beside the models, then where Holdfast itself is. */
export const findRuntime = (folder: string, here: string = import.meta.filename): string | undefined => {
  for (const from of [join(folder, 'models'), here]) {
    try {
      return createRequire(from).resolve(RUNTIME);
    } catch {
      // it is not there; the next may have it
    }
  }
  return undefined;
};

export const loadRuntime = (path: string): Runtime => {
  try {
    // what it has is told by its own types; a runtime of another make fails when it is asked
    return createRequire(path)(path) as Runtime;
  } catch (cause) {
    throw new UnusableModel(`${RUNTIME} cannot be loaded here. Install it anew, for this system and processor.`, {
      cause,
    });
  }
};
