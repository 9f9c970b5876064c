import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The program in a Python environment among the peers. */
export const programIn = (peers: string, name: string): string => join(peers, name, 'bin', name);

/** The version of a package in a Python environment, by the folder that pip leaves. */
export const versionIn = async (peers: string, name: string, distribution: string): Promise<string | undefined> => {
  const library = join(peers, name, 'lib');
  const [python] = await readdir(library).catch(() => []);
  if (python === undefined) return undefined;
  const entries = await readdir(join(library, python, 'site-packages'));
  const pattern = new RegExp(`^${distribution}-(?<version>[^-]+)\\.dist-info$`);
  for (const entry of entries) {
    const version = pattern.exec(entry)?.groups?.['version'];
    if (version !== undefined) return version;
  }
  return undefined;
};
