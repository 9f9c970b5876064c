import { cp } from 'node:fs/promises';
import { inject } from 'vitest';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';

/** A data folder in which Holdfast has run before, removed with its test. */
export const usedDataFolder = async (): Promise<string> => {
  const folder = await temporaryFolder();
  await cp(inject('groundLeftFolder'), folder, { recursive: true });
  return folder;
};
