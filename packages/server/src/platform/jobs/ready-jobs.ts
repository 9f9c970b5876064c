import type { Claimed } from './worker-store.ts';

/** Jobs that are begun together. */
export interface Batch {
  readonly worker: string;
  readonly jobs: readonly [Claimed, ...Claimed[]];
}

interface Ready {
  readonly worker: string;
  readonly job: Claimed;
}

/** What was claimed and is not begun yet, in its order. */
export const createReadyJobs = () => {
  let ready: Ready[] = [];
  return {
    add(worker: string, jobs: readonly Claimed[]): void {
      for (const job of jobs) ready.push({ worker, job });
    },
    /** The next job, with others like it as far as its handler takes several. */
    take(mostOf: (name: string) => number): Batch | undefined {
      const next = ready.shift();
      if (next === undefined) return undefined;
      const most = mostOf(next.job.name);
      // who failed before is tried alone
      if (most === 1 || next.job.attempts > 1) return { worker: next.worker, jobs: [next.job] };
      const others: Claimed[] = [];
      const rest: Ready[] = [];
      for (const other of ready) {
        if (others.length + 1 < most && isAlike(other, next)) others.push(other.job);
        else rest.push(other);
      }
      ready = rest;
      return { worker: next.worker, jobs: [next.job, ...others] };
    },
    drop(): Claimed[] {
      const dropped = ready.map(({ job }) => job);
      ready = [];
      return dropped;
    },
    get count() {
      return ready.length;
    },
  };
};

const isAlike = ({ worker, job }: Ready, next: Ready): boolean =>
  worker === next.worker &&
  job.name === next.job.name &&
  job.workspace_id === next.job.workspace_id &&
  job.attempts === 1;
