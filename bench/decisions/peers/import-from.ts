import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A package that is no dependency of ours, from a folder where it was installed. */
export const importFrom = async <Module>(folder: string, name: string): Promise<Module> => {
  const found = createRequire(join(folder, 'package.json')).resolve(name);
  // whoever asks knows its shape
  return (await import(pathToFileURL(found).href)) as Module;
};
