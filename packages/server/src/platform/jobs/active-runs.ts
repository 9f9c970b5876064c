import type { Running } from './run-jobs.ts';

/** The runs of this process, to stop them by job or all together. */
export const createActiveRuns = () => {
  const runs = new Map<string, Running>();
  return {
    add(run: Running): void {
      for (const { id } of run.jobs) runs.set(id, run);
      void run.end.then(() => {
        for (const { id } of run.jobs) if (runs.get(id) === run) runs.delete(id);
      });
    },
    abort: (id: string, reason: Error): void => runs.get(id)?.abort(reason),
    abortAll(reason: Error): void {
      for (const run of runs.values()) run.abort(reason);
    },
    get count() {
      return runs.size;
    },
    ids: (): string[] => [...runs.keys()],
    /** Settles when all have ended. */
    async settled(): Promise<void> {
      while (runs.size > 0) await Promise.all([...runs.values()].map(({ end }) => end));
    },
  };
};

export type ActiveRuns = ReturnType<typeof createActiveRuns>;
