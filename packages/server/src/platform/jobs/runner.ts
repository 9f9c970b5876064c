import type { ActiveRuns } from './active-runs.ts';
import type { EndRun } from './end-run.ts';
import type { Item, JobHandler } from './handler.ts';
import type { RunParts, Start } from './job-run.ts';
import { parsePayload } from './parse-payload.ts';
import { startRun, type RunEnd, type Running } from './run-jobs.ts';
import type { Claimed } from './worker-store.ts';

/** Begins runs and sees to their ends. */
export interface Runner {
  /** `onEnd` is called when the end is stored, or handed on to be stored with others. */
  run(start: Start, onEnd: () => void): void;
  /** The job's payload, or undefined when it is not what its handler takes: then its try has failed already. */
  parse(handler: JobHandler, worker: string, job: Claimed): Item<unknown> | undefined;
}

export const createRunner = (parts: RunParts, active: ActiveRuns, endRun: EndRun): Runner => {
  const run = (start: Start, onEnd: () => void): void => {
    const over = (running: Running): void => {
      active.remove(running);
      onEnd();
    };
    const ended = (running: Running, end: RunEnd): void => {
      const storing = endRun(running.run, end);
      if (storing === undefined) over(running);
      else void storing.then(() => over(running));
    };
    active.add(startRun(parts, start, ended));
  };
  return {
    run,
    parse(handler, worker, job) {
      const item = parsePayload(handler, job);
      if (!(item instanceof Error)) return item;
      const failing = { ...handler, handle: () => Promise.reject(item) };
      run({ handler: failing, worker, jobs: [job], items: [] }, () => {});
      return undefined;
    },
  };
};
