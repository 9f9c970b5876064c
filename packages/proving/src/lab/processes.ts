import { readFileSync } from 'node:fs';

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** One letter of the kernel's, undefined where there is no such process or no Linux. */
const stateOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2);
  } catch {
    return undefined;
  }
};

/** Dead and not yet collected by its parent: it holds nothing any more. Only Linux tells. */
const isZombie = (pid: number): boolean => stateOf(pid) === 'Z';

/** Where nobody can tell, a process that was sent the signal counts as stopped. */
export const isStopped = (pid: number): boolean => process.platform !== 'linux' || stateOf(pid) === 'T';

/** Sends a signal to one recorded process; that it is gone already is no failure. */
export const signalProcess = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
};

/** When a process began, as the kernel counts: the same id with another start is another process. */
export const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
};
