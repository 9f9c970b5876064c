import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';

const PACKAGE = path.resolve(import.meta.dirname, '..');
const CACHE = path.resolve(PACKAGE, '../../.cache/console');
const SOURCES = ['index.html', 'vite.config.ts', 'build', 'src', '../client/src', '../protocol/src'];

const filesOf = async (source: string): Promise<readonly string[]> => {
  const whole = path.join(PACKAGE, source);
  if ((await stat(whole)).isFile()) return [whole];
  const entries = await readdir(whole, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
};

const fingerprint = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(SOURCES.map(filesOf))).flat()) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
};

const exists = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );

/** A folder with the console as it is now. Test files that run side by side share it. */
export const builtConsole = async (): Promise<string> => {
  const folder = path.join(CACHE, await fingerprint());
  if (await exists(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(path.join(CACHE, 'draft-'));
  const outDir = path.join(draft, 'dist');
  await build({
    root: PACKAGE,
    configFile: path.join(PACKAGE, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir },
  });
  // Who renames first wins; the other's draft is the same.
  await rename(outDir, folder).catch(async (error: unknown) => {
    if (!(await exists(folder))) throw error;
  });
  await rm(draft, { recursive: true, force: true });
  return folder;
};
