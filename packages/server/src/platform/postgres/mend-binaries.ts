import { chmod, cp, lstat, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../files/system-error.ts';
import type { Binaries } from './binaries.ts';

/**
 * npm packages hold no symbolic links, and their install script, which would make them, does not run.
 * Answers false where they cannot be mended, as in a read-only node_modules.
 */
export async function mendBinaries(binaries: Binaries): Promise<boolean> {
  try {
    for (const link of await readLinks(binaries)) await restoreLink(link);
    for (const name of process.platform === 'win32' ? [] : ['postgres', 'initdb', 'pg_ctl']) {
      await makeExecutable(join(binaries.folder, 'bin', name));
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** A whole copy in a folder of ours: for a read-only node_modules, and for one that Postgres's user cannot reach. */
export async function copyBinaries(binaries: Binaries, into: string): Promise<Binaries> {
  const copy = { ...binaries, folder: join(into, `programs-${binaries.version}`) };
  if (await exists(copy.folder)) return copy;
  const draft = `${copy.folder}.tmp`;
  await rm(draft, { recursive: true, force: true });
  // static libraries are for building against, and a third of the size
  await cp(binaries.folder, draft, { recursive: true, filter: (path) => !path.endsWith('.a'), verbatimSymlinks: true });
  await mendBinaries({ ...binaries, folder: draft });
  await rename(draft, copy.folder);
  return copy;
}

interface Link {
  readonly path: string;
  readonly target: string;
}

async function readLinks({ folder }: Binaries): Promise<readonly Link[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const listed = JSON.parse(text) as readonly { source: string; target: string }[];
  // paths are given from the package's folder, whose `native` may by now be called otherwise
  const place = (path: string): string => join(folder, path.replace(/^native\//, ''));
  return listed
    .filter(({ source, target }) => dirname(source) === dirname(target))
    .map(({ source, target }) => ({ path: place(target), target: basename(source) }));
}

async function restoreLink({ path, target }: Link): Promise<void> {
  if (await exists(path)) return;
  try {
    await symlink(target, path);
  } catch (error) {
    // another start was quicker
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o111);
}

const exists = async (path: string): Promise<boolean> => (await lstat(path).catch(() => undefined)) !== undefined;
