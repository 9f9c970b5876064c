import { CannotRun } from '../outcome.ts';
import { descendantsOf } from './descendants.ts';
import { embeddedCluster, postmasterOf } from './postmaster.ts';
import { isAlive, isStopped, signalProcess } from './processes.ts';
import { until } from './wait.ts';

/** Who is stopped: one process, or also everything it has started. */
export interface Victim {
  readonly pid: number;
  readonly withChildren: boolean;
}

/** Holdfast alone; its embedded Postgres goes on. */
export const nodeItself = ({ pid }: { readonly pid: number }): Victim => ({ pid, withChildren: false });

/** Every process of an outside Postgres, those that serve connections too. */
export const everyProcessOf = ({ pid }: { readonly pid: number }): Victim => ({ pid, withChildren: true });

export const embeddedPostgresOf = ({ dataFolder }: { readonly dataFolder: string }): Victim => {
  const pid = postmasterOf(embeddedCluster(dataFolder));
  if (pid === undefined) throw new Error(`no Postgres serves ${dataFolder}`);
  return { pid, withChildren: true };
};

/** The parent first, so that nothing new is born; then again and again, for what was born meanwhile. */
const stopAll = ({ pid, withChildren }: Victim, stopped: Set<number>): void => {
  const family = () => (withChildren ? [pid, ...descendantsOf(pid)] : [pid]);
  for (let more = family(); more.length > 0; more = family().filter((each) => !stopped.has(each))) {
    for (const each of more) {
      signalProcess(each, 'SIGSTOP');
      stopped.add(each);
    }
  }
};

/** SIGSTOP for as long as `act` runs, and SIGCONT however it ends. */
export const whileStopped = async <Value>(victim: Victim, act: () => Promise<Value>): Promise<Value> => {
  if (process.platform === 'win32') throw new CannotRun('Windows cannot stop a process and let it go on');
  const stopped = new Set<number>();
  try {
    stopAll(victim, stopped);
    // the signal is on its way when it has been sent; what is done meanwhile would not be done to a stopped process
    await until('the processes to stand still', { seconds: 5 }, () =>
      [...stopped].every((pid) => isStopped(pid) || !isAlive(pid)),
    );
    return await act();
  } finally {
    for (const pid of [...stopped].toReversed()) signalProcess(pid, 'SIGCONT');
  }
};
