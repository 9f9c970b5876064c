import { pause } from '../clock/pause.ts';
import type { Log } from '../log/log.ts';
import type { Finished } from './worker-store.ts';

/** Tells the database which jobs are done: those that end while it is being told are told together next. */
export interface Finisher {
  add(worker: string, jobs: readonly Finished[]): void;
  readonly waiting: number;
  /** Settles when everything that was added is told. */
  settled(): Promise<void>;
}

const MOST_AT_ONCE = 1000;
const PAUSE_MS = 250;

export const createFinisher = (
  finish: (worker: string, jobs: readonly Finished[]) => Promise<number>,
  onTold: (jobs: readonly Finished[]) => void,
  log: Log,
): Finisher => {
  const entries: { readonly worker: string; readonly job: Finished }[] = [];
  let telling: Promise<void> | undefined;

  const tell = async (): Promise<void> => {
    // those that end in the same turn go together
    await Promise.resolve();
    while (entries.length > 0) {
      const worker = entries[0]?.worker ?? '';
      const others = entries.findIndex((entry) => entry.worker !== worker);
      const count = Math.min(others === -1 ? entries.length : others, MOST_AT_ONCE);
      const jobs = entries.slice(0, count).map(({ job }) => job);
      try {
        await finish(worker, jobs);
        entries.splice(0, count);
        onTold(jobs);
      } catch (error) {
        // told again until it is heard: saying it twice changes nothing, for the second time nobody holds the job
        log.warn({ error, jobs: count }, 'The end of jobs could not be stored; trying again.');
        await pause(PAUSE_MS);
      }
    }
    telling = undefined;
  };

  return {
    add(worker, jobs) {
      for (const job of jobs) entries.push({ worker, job });
      telling ??= tell();
    },
    get waiting() {
      return entries.length;
    },
    settled: async () => {
      await telling;
    },
  };
};
