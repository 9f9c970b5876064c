import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { ModelFiles } from '../model-files.ts';
import type { Manner } from './read-manner.ts';
import { UnusableModel } from './unusable-model.ts';

const CHARACTERS = 12;

/** Of everything that says which vector a text gets. */
export const fingerprintOf = async ({ model, weights, tokenizer }: ModelFiles, manner: Manner): Promise<string> => {
  const hash = createHash('sha256');
  for (const path of [model, weights, tokenizer].filter((one) => existsSync(one))) {
    try {
      for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    } catch (cause) {
      throw new UnusableModel(`Its ${basename(path)} cannot be read.`, { cause });
    }
  }
  return hash.update(JSON.stringify(manner)).digest('hex').slice(0, CHARACTERS);
};
