import type { Running } from './run-jobs.ts';
import type { Placed } from './worker-store.ts';

/** The runs of this process, to stop them by job or all together. A run counts until its end has been stored or handed on. */
export const createActiveRuns = () => {
  const runs = new Set<Running>();
  let empty: PromiseWithResolvers<void> | undefined;
  return {
    add: (run: Running): void => void runs.add(run),
    remove(run: Running): void {
      runs.delete(run);
      if (runs.size > 0) return;
      empty?.resolve();
      empty = undefined;
    },
    abort(id: string, reason: Error): void {
      for (const { run, abort } of runs) if (run.jobs.some((job) => job.id === id)) abort(reason);
    },
    abortAll(reason: Error): void {
      for (const { abort } of runs) abort(reason);
    },
    get count() {
      return runs.size;
    },
    jobs: (): Placed[] => [...runs].flatMap(({ run }) => run.jobs),
    /** Settles when all have ended. */
    async settled(): Promise<void> {
      if (runs.size === 0) return;
      empty ??= Promise.withResolvers<void>();
      await empty.promise;
    },
  };
};

export type ActiveRuns = ReturnType<typeof createActiveRuns>;
