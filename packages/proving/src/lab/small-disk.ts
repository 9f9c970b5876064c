import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from '../outcome.ts';
import type { Custody } from './custody.ts';

/** A disk of a few megabytes that can be filled to the last byte. */
export interface SmallDisk {
  /** A place on it; a data folder may lie in it. */
  readonly folder: string;
  freeBytes(): number;
  /** Takes all the room there is, but for what is to be left. */
  fill(leaveBytes?: number): void;
  /** Gives the room back. */
  relieve(): void;
}

const WHY_NOT = 'a full disk needs a tmpfs, and this user may neither mount one nor make a namespace in which it may';
const CHUNK = Buffer.alloc(64 * 1024);

const mountHere = (folder: string, megabytes: number, custody: Custody): string | undefined => {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'none', folder]);
  if (mounted.status !== 0) return undefined;
  custody.atEnd(() => void spawnSync('umount', ['-l', folder]));
  return folder;
};

/** Somebody who may not mount may in a namespace of its own, and others of the same user see it through /proc. */
const mountApart = async (folder: string, megabytes: number, custody: Custody): Promise<string | undefined> => {
  const script = `mount -t tmpfs -o size=${megabytes}m,mode=755 none "$0" && echo mounted && exec sleep infinity`;
  const holder = spawn('unshare', ['-rm', 'sh', '-c', script, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (holder.pid !== undefined) custody.process(holder.pid);
  const said = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    once(holder, 'exit').then(() => false),
    once(holder, 'error').then(() => false),
  ]).catch(() => false);
  holder.stdout.destroy();
  holder.unref();
  return said ? `/proc/${holder.pid}/root${folder}` : undefined;
};

const isFull = (failure: unknown): boolean => (failure as NodeJS.ErrnoException).code === 'ENOSPC';

export const createSmallDisk = async (megabytes: number, custody: Custody): Promise<SmallDisk> => {
  if (process.platform !== 'linux') throw new CannotRun('a full disk needs a tmpfs, which only Linux has');
  const place = custody.folder('small-disk');
  const folder = mountHere(place, megabytes, custody) ?? (await mountApart(place, megabytes, custody));
  if (folder === undefined) throw new CannotRun(WHY_NOT);
  const ballast = join(folder, 'ballast');
  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    freeBytes,
    fill(leaveBytes = 0) {
      try {
        while (freeBytes() > leaveBytes) {
          const size = Math.min(CHUNK.length, freeBytes() - leaveBytes);
          writeFileSync(ballast, CHUNK.subarray(0, size), { flag: 'a' });
        }
      } catch (failure) {
        if (!isFull(failure)) throw failure;
      }
    },
    relieve: () => rmSync(ballast, { force: true }),
  };
};
