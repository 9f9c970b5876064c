import { chmod, chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomName } from '../crypto/random.ts';
import { syncFolder } from '../files/atomic-write.ts';
import { codeOf } from '../files/system-error.ts';
import { OperatorError } from '../operator-error.ts';
import { program } from './binaries.ts';
import { explain } from './explain.ts';
import { MAJOR, type Place } from './place.ts';
import type { Programs } from './programs.ts';
import { ADMIN } from './roles.ts';
import { runProgram } from './run-program.ts';

/** Is there a whole database cluster? It gets its name only when it is. */
export async function clusterExists(place: Place): Promise<boolean> {
  let version: string;
  try {
    version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await refuseRemains(place);
    return false;
  }
  if (version.trim() === String(MAJOR)) return true;
  throw new OperatorError(
    `${place.cluster} holds a database of PostgreSQL ${version.trim()}, not ${MAJOR}: move it away, or restore the right one.`,
    {
      exitCode: 78,
    },
  );
}

/** A database that lost the file which names its version is no reason to make another in its place. */
async function refuseRemains({ cluster }: Place): Promise<void> {
  const remains = await readdir(cluster).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  if (remains.length === 0) return;
  throw new OperatorError(
    `${cluster} is damaged: PG_VERSION is missing and other files are there. Restore it from a backup of the data folder, or move it away to begin with an empty database.`,
    { exitCode: 78 },
  );
}

/** Made under another name first: an initdb that was killed leaves nothing that looks like a database. */
export async function createCluster(
  place: Place,
  programs: Programs,
  password: string,
  signal?: AbortSignal,
): Promise<void> {
  await removeDrafts(place);
  const draft = `${draftPrefix(place)}${randomName()}`;
  const passwordFile = `${draft}.password`;
  try {
    await writePasswordFile(passwordFile, password, programs);
    const outcome = await runProgram(
      programs.launcher,
      program(programs.binaries, 'initdb'),
      initdbArguments(draft, passwordFile),
      {
        cwd: place.folder,
        ...(signal === undefined ? {} : { signal }),
      },
    );
    signal?.throwIfAborted();
    if (!outcome.succeeded) {
      throw new OperatorError(
        `PostgreSQL could not set up its files in ${place.folder}: ${explain(outcome.output, place)}`,
      );
    }
    await rename(draft, place.cluster);
    await syncFolder(place.folder);
  } catch (error) {
    // a process of an initdb that was asked to end may still be writing
    await rm(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Postgres refuses a folder that others may read, as some restores leave it. */
export async function tightenCluster(place: Place): Promise<void> {
  await chmod(place.cluster, 0o700).catch(() => undefined);
}

const initdbArguments = (folder: string, passwordFile: string): readonly string[] => [
  `--pgdata=${folder}`,
  `--username=${ADMIN}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
];

async function writePasswordFile(path: string, password: string, { launcher }: Programs): Promise<void> {
  await writeFile(path, password, { mode: 0o600, flag: 'wx' });
  if (launcher.kind === 'user') await chown(path, launcher.user.uid, launcher.user.gid);
}

const draftPrefix = (place: Place): string => `${place.cluster}-unfinished-`;

async function removeDrafts(place: Place): Promise<void> {
  for (const name of await readdir(place.folder)) {
    const path = join(place.folder, name);
    // an initdb whose starter was killed may still be writing into it for a moment
    if (path.startsWith(draftPrefix(place)))
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
