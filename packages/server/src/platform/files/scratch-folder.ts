import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { MakeId } from '../ids/uuid7.ts';
import { OperatorError } from '../operator-error.ts';
import { fullDisk } from './full-disk.ts';
import { meaningOf } from './system-error.ts';

/** Where files lie while they are looked at. Nothing in it outlives the process. */
export interface ScratchFolder {
  /** A new file under a name of ours, for this user alone. */
  create(): Promise<{ readonly path: string; readonly handle: FileHandle }>;
}

/** The lock of the data folder says that nobody else is in it: what lies there was left by processes that are gone. */
export const openScratchFolder = async (folder: string, makeId: MakeId): Promise<ScratchFolder> => {
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new OperatorError(`Holdfast cannot use the folder ${folder}: ${meaningOf(error)}.`, { cause: error });
  }
  return {
    async create() {
      const path = join(folder, makeId());
      return {
        path,
        handle: await make(path)
          .catch(() => makeAnew(folder, path))
          .catch(fullDisk),
      };
    },
  };
};

const make = (path: string): Promise<FileHandle> => open(path, 'wx', 0o600);

/** Somebody tidied the folder away while we run. */
const makeAnew = async (folder: string, path: string): Promise<FileHandle> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return make(path);
};
