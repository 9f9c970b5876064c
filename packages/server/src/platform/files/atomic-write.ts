import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomName } from '../crypto/random.ts';
import { codeOf } from './system-error.ts';

/** Readable by the owner alone, which is what nearly every file of the data folder should be. */
export const PRIVATE = 0o600;

/** After it returns the file is there in full, even if the power fails; before, the old one is. */
export async function writeAtomically(path: string, content: string, mode = PRIVATE): Promise<void> {
  const draft = await writeDraft(path, content, mode);
  await rename(draft, path).catch(discard(draft));
  await syncFolder(dirname(path));
}

/** Like `writeAtomically`, but never replaces: of several writers one wins, the others get `false`. */
export async function createAtomically(path: string, content: string, mode = PRIVATE): Promise<boolean> {
  const draft = await writeDraft(path, content, mode);
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
  return true;
}

/** Makes names in a folder durable: a rename is only on disk once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and orders its metadata itself
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeDraft(path: string, content: string, mode: number): Promise<string> {
  const draft = `${path}.${randomName()}.tmp`;
  try {
    const file = await open(draft, 'wx', mode);
    try {
      // the umask may have taken bits that the caller asked for
      await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard(draft)(error);
  }
  return draft;
}

const discard =
  (draft: string) =>
  async (error: unknown): Promise<never> => {
    await rm(draft, { force: true });
    throw error;
  };
