import { commandOf, residentBytesOf } from '../../lib/memory.ts';
import { treeOf } from '../../lib/process-tree.ts';

/** The most that the server and its process of the spans had in memory at one time. PostgreSQL is not counted. */
export interface MemoryWatch {
  readonly most: { readonly together: number; readonly server: number; readonly store: number };
  stop(): void;
}

const EVERY_MS = 250;

export const watchMemory = (server: number): MemoryWatch => {
  let most = { together: 0, server: 0, store: 0 };
  let stores: readonly number[] = [];
  const look = (): void => {
    if (stores.length === 0 || stores.some((pid) => residentBytesOf(pid) === 0))
      stores = treeOf(server).filter((pid) => commandOf(pid).includes('span-store'));
    const now = { server: residentBytesOf(server), store: stores.reduce((sum, pid) => sum + residentBytesOf(pid), 0) };
    if (now.server + now.store > most.together) most = { ...now, together: now.server + now.store };
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    get most() {
      return most;
    },
    stop: () => clearInterval(timer),
  };
};
