import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { UnusableModel } from './unusable-model.ts';

/** Vocabularies of a quarter of a million pieces have 20 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Undefined when there is no such file. Of what stands in it only what the schema names is looked at. */
export const readJson = async <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> => {
  const name = basename(path);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) return undefined;
  if (size > MOST_BYTES) throw new UnusableModel(`Its ${name} is larger than ${MOST_BYTES / 1024 / 1024} MB.`);
  const parsed = schema.safeParse(await jsonIn(path, name));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UnusableModel(`Its ${name} is not understood at /${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}.`);
};

const jsonIn = async (path: string, name: string): Promise<unknown> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UnusableModel(`Its ${name} cannot be read.`, { cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnusableModel(`Its ${name} is no JSON.`, { cause });
  }
};
