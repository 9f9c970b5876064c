import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { readOrCreateIdentity } from './folder-identity.ts';
import { codeOf, meaningOf } from './system-error.ts';
import { probeWriting } from './write-probe.ts';

/** Everything that Holdfast keeps on disk, by name. */
export interface DataFolder {
  /** Stays the same for as long as the folder lives. */
  readonly instanceId: string;
  readonly root: string;
  readonly postgres: string;
  readonly spans: string;
  /** Files that are received or looked at; nothing in it outlives the process. */
  readonly scratch: string;
  readonly secretKey: string;
  /** Where the running process says how it is reached. */
  readonly runtime: string;
  readonly setupToken: string;
  readonly lock: string;
  /** What `holdfast prove` found last, when it was told to leave it here. */
  readonly latestProofs: string;
}

/** Opens the data folder, and makes it when it is not there. Refuses in one sentence what would fail later. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const root = resolve(path);
  try {
    await makeFolder(root);
    await probeWriting(root);
    return { ...pathsIn(root), instanceId: await readOrCreateIdentity(join(root, 'holdfast.json')) };
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`Holdfast cannot use the data folder ${root}: ${meaningOf(error)}.`, { cause: error });
  }
}

/**
 * True when it was not there. Node's own way of doing it goes round for ever where a file system says of a folder that is
 * there that it is not, as /proc does.
 */
async function makeWithParents(path: string): Promise<boolean> {
  try {
    return await make(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeWithParents(dirname(path));
    return make(path);
  }
}

async function make(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return false;
    throw error;
  }
}

const pathsIn = (root: string): Omit<DataFolder, 'instanceId'> => ({
  root,
  postgres: join(root, 'postgres'),
  spans: join(root, 'spans'),
  scratch: join(root, 'files', 'scratch'),
  secretKey: join(root, 'secret-key'),
  runtime: join(root, 'runtime.json'),
  setupToken: join(root, 'setup-token'),
  lock: join(root, 'lock'),
  latestProofs: join(root, 'proofs', 'latest.json'),
});

async function makeFolder(root: string): Promise<void> {
  if (await makeWithParents(root)) return chmod(root, 0o700);
  const { mode } = await stat(root);
  // Others may pass through it where Postgres runs as another user (711), but never look inside.
  // A folder of another owner that lets us write is that owner's business
  if (process.platform !== 'win32' && (mode & 0o066) !== 0) await chmod(root, mode & 0o711).catch(() => undefined);
}
