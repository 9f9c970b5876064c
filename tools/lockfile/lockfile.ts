import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/places.mjs';

export interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const PATH = join(ROOT, 'package-lock.json');

export const readLockfile = (): Lockfile => JSON.parse(readFileSync(PATH, 'utf8')) as Lockfile;

export const writeLockfile = (lockfile: Lockfile): void =>
  writeFileSync(PATH, `${JSON.stringify(lockfile, null, 2)}\n`);

/** `node_modules/a/node_modules/@b/c` is the package `@b/c`. */
export const packageName = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
