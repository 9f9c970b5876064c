import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './processes.ts';

/** The id of the Postgres that serves this data folder, if one does. */
export const postmasterOf = (clusterFolder: string): number | undefined => {
  try {
    const pid = Number(readFileSync(join(clusterFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 && isAlive(pid) && serves(pid, clusterFolder) ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** A stale file may name an id that belongs to somebody else by now. */
const serves = (pid: number, clusterFolder: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(clusterFolder);
  } catch {
    return process.platform !== 'linux';
  }
};

export const embeddedCluster = (dataFolder: string): string => join(dataFolder, 'postgres', '18');

/** Stops a Postgres at once and lets it give its shared memory back, which a SIGKILL would leave behind. */
export const POSTGRES_FAREWELL: NodeJS.Signals = 'SIGQUIT';
