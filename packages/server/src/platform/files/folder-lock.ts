import { readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../clock/clock.ts';
import { OperatorError } from '../operator-error.ts';
import { writeAtomically } from './atomic-write.ts';
import { identityOf, type ProcessIdentity } from './process-identity.ts';
import { meaningOf } from './system-error.ts';

/** Held for as long as the process lives, at most. */
export interface FolderLock {
  release(): Promise<void>;
}

interface Owner extends ProcessIdentity {
  readonly host: string;
  readonly since: string;
}

const SQLITE_BUSY = 5;

/**
 * Lets one process at a time use the data folder.
 *
 * The kernel holds the lock (SQLite is Node's one door to it), so it ends with the process, however that ends. A lock that is
 * only a file with a process number cannot know: two containers over one volume do not see each other's processes, and
 * number 1 repeats. The file beside it tells a human who holds the lock, and decides nothing.
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  const held = takeKernelLock(path);
  if (held === undefined) throw inUse(path, await readOwner(ownerFile(path)));
  try {
    const owner: Owner = {
      ...(await identityOf(process.pid)),
      host: hostname(),
      since: new Date(systemClock.now()).toISOString(),
    };
    await writeAtomically(ownerFile(path), `${JSON.stringify(owner, undefined, 2)}\n`);
  } catch (error) {
    held.close();
    throw new OperatorError(`Holdfast cannot write ${ownerFile(path)}: ${meaningOf(error)}.`, { cause: error });
  }
  return { release: () => release(path, held) };
}

export const ownerFile = (path: string): string => `${path}.json`;

async function release(path: string, held: DatabaseSync): Promise<void> {
  if (!held.isOpen) return;
  // the file first, while nobody else can have written it
  await rm(ownerFile(path), { force: true });
  if (held.isOpen) held.close();
}

function takeKernelLock(path: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    // an open transaction is the lock; nothing is ever written, so the file stays empty
    database.exec('begin exclusive');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw new OperatorError(
      `Holdfast cannot lock ${path} (${meaningOf(error)}): set HOLDFAST_DATA to a folder on a local disk.`,
      { cause: error },
    );
  }
}

function inUse(path: string, owner: Owner | undefined): OperatorError {
  const who = owner === undefined ? 'another process' : `process ${owner.pid}${elsewhere(owner)}`;
  return new OperatorError(
    `The data folder is in use by ${who} (${path} is locked): stop that Holdfast first, or set HOLDFAST_DATA to another folder.`,
  );
}

const elsewhere = (owner: Owner): string => (owner.host === hostname() ? '' : ` on ${owner.host}`);

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isOwner(value) ? value : undefined;
  } catch {
    // the owner is about to write it, or has just removed it
    return undefined;
  }
}

const isOwner = (value: unknown): value is Owner =>
  typeof value === 'object' && value !== null && 'pid' in value && 'host' in value;
