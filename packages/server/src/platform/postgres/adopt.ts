import { readFile, realpath, rm } from 'node:fs/promises';
import { commandLineOf, identityOf, isAlive } from '../files/process-identity.ts';
import { withConnection } from './connection.ts';
import { readPidFile } from './pid-file.ts';
import type { Place } from './place.ts';
import { killServersOf, type Postmaster } from './postmaster.ts';
import type { Programs } from './programs.ts';
import { program } from './binaries.ts';
import { runProgram } from './run-program.ts';
import { readServerLog, sizeOf } from './server-log.ts';
import { serverArguments } from './settings.ts';

const LOOK_EVERY_MS = 50;

/**
 * Finds the Postgres that a killed Holdfast has left running over this folder.
 * A `postmaster.pid` whose process is gone, or has become another program, is removed: Postgres itself would
 * refuse to start while any process has that number. Its shared memory still guards against two over one folder.
 */
export async function findInherited(place: Place, programs: Programs): Promise<Postmaster | undefined> {
  const said = await readPidFile(place.pidFile);
  if (said !== undefined && (await isPostgresOf(place, said.pid))) {
    return adopt(place, programs, said.pid, said.port);
  }
  await rm(place.pidFile, { force: true });
  return undefined;
}

/** Was it started by this version with these settings, and does it still take connections? */
export async function isFitToAdopt(place: Place, { binaries }: Programs, postmaster: Postmaster): Promise<boolean> {
  if ((await readPidFile(place.pidFile))?.status === 'stopping') return false;
  const written = await readFile(place.optionsFile, 'utf8').catch(() => '');
  const quoted = serverArguments(place, binaries.version, postmaster.port).map((argument) => `"${argument}"`);
  return written.trim().endsWith(` ${quoted.join(' ')}`);
}

/** Statements of the killed Holdfast must not commit in the middle of the next one's life. */
export const endInheritedConnections = (adminUrl: string): Promise<void> =>
  withConnection(adminUrl, async (client) => {
    await client.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
  });

/** Its own servers have other titles, so only a postmaster passes, and only this folder's. */
async function isPostgresOf(place: Place, pid: number): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  // Windows puts quotes around some arguments
  const line = (await commandLineOf(pid))?.replaceAll('"', '') ?? '';
  const folders = [place.cluster, await realpath(place.cluster).catch(() => place.cluster)];
  return /postgres/.test(line) && folders.some((folder) => line.includes(` -D ${folder} `));
}

async function adopt(place: Place, { binaries, launcher }: Programs, pid: number, port: number): Promise<Postmaster> {
  const from = await sizeOf(place.log);
  const { started } = await identityOf(pid);
  const isSame = async (): Promise<boolean> => (await isAlive(pid)) && (await identityOf(pid)).started === started;
  return {
    pid,
    port,
    adopted: true,
    gone: untilGone(isSame),
    async signal(name) {
      if (!(await isSame())) return;
      if (process.platform === 'win32' && name !== 'SIGKILL') {
        await runProgram(launcher, program(binaries, 'pg_ctl'), ['kill', name.slice(3), String(pid)]);
        return;
      }
      if (name === 'SIGKILL') await killServersOf(pid);
      try {
        process.kill(pid, name);
      } catch {
        // it ended between the look and the signal
      }
    },
    output: () => readServerLog(place.log, from),
  };
}

/** Nobody tells the end of a process that is not our child. */
const untilGone = (isSame: () => Promise<boolean>): Promise<string> =>
  new Promise((resolve) => {
    const look = async (): Promise<void> => {
      if (!(await isSame())) return resolve('it ended (adopted, so nobody knows how)');
      setTimeout(() => void look(), LOOK_EVERY_MS).unref();
    };
    void look();
  });
