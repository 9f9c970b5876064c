import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { locateBinaries, program, type Binaries } from './binaries.ts';
import { chooseLauncher, type Launcher } from './launcher.ts';
import { copyBinaries, mendBinaries } from './mend-binaries.ts';
import type { Place } from './place.ts';
import { runProgram } from './run-program.ts';
import { canReach, unprivilegedUsers, type User } from './users.ts';

/** PostgreSQL's programs, and the way to start them on this machine. */
export interface Programs {
  readonly binaries: Binaries;
  readonly launcher: Launcher;
}

export interface ProgramsOptions {
  readonly installed?: Binaries;
  /** Ways that this machine would allow, but that are to be passed over. */
  readonly without?: readonly Launcher['kind'][];
}

/** Finds a way to run Postgres here and gives its folder to the user it will be. */
export async function preparePrograms(
  place: Place,
  { installed, without = [] }: ProgramsOptions = {},
): Promise<Programs> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  const located = installed ?? (await locateBinaries());
  let binaries = (await mendBinaries(located)) ? located : await copyBinaries(located, place.folder);
  const works = async (launcher: Launcher): Promise<boolean> => {
    if (without.includes(launcher.kind)) return false;
    if (launcher.kind === 'user') {
      if (!(await openTheWay(launcher.user, place))) return false;
      if (!(await canReach(launcher.user, program(binaries, 'postgres')))) {
        binaries = await copyBinaries(binaries, place.folder);
      }
    }
    return (await tryOut(launcher, binaries)).succeeded;
  };
  const launcher = await chooseLauncher({
    root: process.getuid?.() === 0,
    users: await unprivilegedUsers(),
    dataRoot: place.root,
    works,
  });
  if (launcher.kind !== 'direct') await giveFolderTo(launcher, place);
  return { binaries, launcher };
}

const tryOut = (launcher: Launcher, binaries: Binaries) =>
  runProgram(launcher, program(binaries, 'postgres'), ['--version']);

/** The data folder may be passed through then, and still not be looked into. */
async function openTheWay(user: User, place: Place): Promise<boolean> {
  const { mode } = await stat(place.root);
  await chmod(place.root, mode | 0o011);
  if (await canReach(user, place.root)) return true;
  await chmod(place.root, mode);
  return false;
}

async function giveFolderTo(launcher: Launcher, place: Place): Promise<void> {
  const owner = launcher.kind === 'user' ? launcher.user : { uid: 0, gid: 0 };
  try {
    await giveTo(owner, place.folder);
  } catch (error) {
    throw new OperatorError(
      `The folder ${place.folder} cannot be given to the user that PostgreSQL runs as: check its owner and its mount.`,
      {
        cause: error,
      },
    );
  }
}

/** A folder changes hands after what is in it, so that one that was interrupted is done again. */
async function giveTo(owner: { readonly uid: number; readonly gid: number }, folder: string): Promise<void> {
  if ((await stat(folder)).uid === owner.uid) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveTo(owner, path);
    else if (!entry.isSymbolicLink()) await chown(path, owner.uid, owner.gid);
  }
  await chown(folder, owner.uid, owner.gid);
}
