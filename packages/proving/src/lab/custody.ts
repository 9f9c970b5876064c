import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { descendantsOf } from './descendants.ts';
import { folderRoot, type FolderPlace } from './folder-root.ts';
import { isAlive, signalProcess, startOf } from './processes.ts';

/** Everything that must not outlive the run: processes by their recorded ids, and temporary folders. */
export interface Custody {
  folder(name: string): string;
  /** `farewell` is what it is sent first, when it has to tidy up something that the kernel would keep. */
  process(pid: number, farewell?: NodeJS.Signals): void;
  /** What has to be undone when the processes are gone and before the folders go, such as a mount. Synchronous. */
  atEnd(undo: () => void): void;
  /** Ends what still runs and removes the folders. Synchronous, so that it also works while the process exits. */
  clear(): void;
}

const pauseSync = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

interface Held {
  readonly start: string | undefined;
  readonly farewell: NodeJS.Signals;
}

const FAREWELL_TRIES = 100;
const DEATH_TRIES = 200;

export const createCustody = (place: FolderPlace = 'disk'): Custody => {
  const folders = new Set<string>();
  const processes = new Map<number, Held>();
  const undos: (() => void)[] = [];
  let isCleared = false;
  const isOurs = (pid: number) => isAlive(pid) && startOf(pid) === processes.get(pid)?.start;
  // who is stopped hears nothing: a Postgres would leave its children behind, stopped for ever
  const wake = (pid: number) => {
    for (const each of [...descendantsOf(pid), pid]) signalProcess(each, 'SIGCONT');
  };
  const awaitDeath = (pids: readonly number[], tries: number) => {
    for (let tried = 0; tried < tries && pids.some(isOurs); tried += 1) pauseSync(10);
  };

  return {
    folder(name) {
      if (isCleared) throw new Error('the lab is closed: nothing more is made in it');
      const made = mkdtempSync(join(folderRoot(place), `holdfast-${name}-`));
      folders.add(made);
      return made;
    },
    process(pid, farewell = 'SIGKILL') {
      // somebody was still starting it: nobody else would ever end it, and the run would wait for it
      if (isCleared) return signalProcess(pid, farewell);
      processes.set(pid, { start: startOf(pid), farewell });
    },
    atEnd(undo) {
      undos.push(undo);
    },
    clear() {
      isCleared = true;
      const living = [...processes.keys()].filter(isOurs);
      for (const pid of living) wake(pid);
      for (const pid of living) signalProcess(pid, processes.get(pid)?.farewell ?? 'SIGKILL');
      awaitDeath(living, FAREWELL_TRIES);
      for (const pid of living.filter(isOurs)) signalProcess(pid, 'SIGKILL');
      awaitDeath(living, DEATH_TRIES);
      processes.clear();
      for (const undo of undos.splice(0).toReversed()) undo();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
      folders.clear();
    },
  };
};
