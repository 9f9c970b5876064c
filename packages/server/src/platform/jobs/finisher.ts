import { setImmediate } from 'node:timers/promises';
import { pause } from '../clock/pause.ts';
import { Failure } from '../failure.ts';
import type { Log } from '../log/log.ts';
import type { JobRun } from './job-run.ts';
import type { OnMoved } from './on-moved.ts';
import type { Claimed, Finished } from './worker-store.ts';

/** Tells the database which jobs are done: those that end while it is being told are told together next. */
export interface Finisher {
  /** With what its handler said, in JSON. */
  add(run: Pick<JobRun, 'worker' | 'handler'>, job: Claimed, log: string | undefined): void;
  readonly waiting: number;
  /** Settles when everything that was added is told. */
  settled(): Promise<void>;
}

const MOST_AT_ONCE = 1000;
const PAUSE_MS = 250;

interface Entry extends Finished {
  readonly worker: string;
  readonly queue: string;
}

export interface FinisherParts {
  readonly finish: (worker: string, jobs: readonly Finished[]) => Promise<number>;
  readonly onTold: () => void;
  readonly onMoved: OnMoved;
  readonly log: Log;
}

export const createFinisher = ({ finish, onTold, onMoved, log }: FinisherParts): Finisher => {
  const entries: Entry[] = [];
  let telling: Promise<void> | undefined;
  let most = MOST_AT_ONCE;

  /** One whose words cannot be stored keeps no other from being told: it is looked for, and told without them. */
  const isolate = (count: number): void => {
    const [first] = entries;
    if (count === 1 && first !== undefined) entries[0] = { ...first, log: undefined };
    most = Math.max(1, Math.floor(count / 2));
  };

  const tell = async (): Promise<void> => {
    // those that end in the same turn go together: quick ones end by the hundred in one
    await setImmediate();
    while (entries.length > 0) {
      const worker = entries[0]?.worker ?? '';
      const others = entries.findIndex((entry) => entry.worker !== worker);
      const count = Math.min(others === -1 ? entries.length : others, most);
      try {
        await finish(worker, entries.slice(0, count));
        for (const { workspace_id, queue } of entries.splice(0, count)) onMoved(workspace_id, queue);
        most = Math.min(MOST_AT_ONCE, most * 2);
        onTold();
      } catch (error) {
        // told again until it is heard: saying it twice changes nothing, for the second time nobody holds the job
        log.warn({ error, jobs: count }, 'The end of jobs could not be stored; trying again.');
        if (error instanceof Failure && error.code === 'invalid') isolate(count);
        await pause(PAUSE_MS);
      }
    }
    telling = undefined;
  };

  return {
    add({ worker, handler }, { workspace_id, id, fence }, said) {
      entries.push({ worker, queue: handler.job.queue.name, workspace_id, id, fence, log: said });
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
