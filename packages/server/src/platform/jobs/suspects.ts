import type { Log } from '../log/log.ts';
import { pause } from '../clock/pause.ts';
import { LeaseLost } from './endings.ts';
import type { JobHandler } from './handler.ts';
import type { OnMoved } from './on-moved.ts';
import type { Runner } from './runner.ts';
import type { Claimed } from './worker-store.ts';

export interface SuspectsParts {
  readonly handlers: ReadonlyMap<string, JobHandler>;
  /** Who claims, now. */
  readonly worker: () => string;
  readonly runner: Runner;
  readonly onMoved: OnMoved;
  /** One of these kinds. */
  readonly claim: (names: readonly string[]) => Promise<Claimed | undefined>;
  /** How many jobs this process has taken. */
  readonly taken: () => number;
  readonly wakeOthers: () => void;
  readonly elapsed: () => number;
  readonly log: Log;
}

/** How long others may still run until a suspect gets its turn. */
const QUIET_WITHIN_MS = 5000;
/** When they do not end in that time, they go on for this long before it is tried again. */
const LEFT_ALONE_MS = 30_000;
/** How long suspects may keep everybody else waiting, beyond the one that runs. */
const TURN_MS = 2000;
const STEP_MS = 20;

/**
 * Runs jobs whose worker died, one at a time and with nothing beside them in this process: when one of them kills
 * its worker again, it is known which it was, and nobody else's work dies with it.
 */
export const createSuspects = (parts: SuspectsParts) => {
  const { handlers, runner, onMoved, taken, wakeOthers, elapsed, log } = parts;
  const names = [...handlers.keys()];
  let current: Promise<void> | undefined;
  let notBefore = 0;

  const becomesQuiet = async (): Promise<boolean> => {
    for (let waited = 0; taken() > 0; waited += STEP_MS) {
      if (waited >= QUIET_WITHIN_MS) return false;
      await pause(STEP_MS);
    }
    return true;
  };

  const claim = async (): Promise<readonly [string, Claimed] | undefined> => {
    const worker = parts.worker();
    const job = await parts.claim(names);
    return job === undefined ? undefined : [worker, job];
  };

  /** Settles when it has ended. */
  const run = async (worker: string, job: Claimed): Promise<void> => {
    const handler = handlers.get(job.name);
    const item = handler && runner.parse(handler, worker, job);
    if (handler === undefined || item === undefined) return;
    onMoved(job.workspace_id, handler.job.queue.name);
    await new Promise<void>((resolve) => runner.run({ handler, worker, jobs: [job], items: [item] }, resolve));
  };

  const runSome = async (): Promise<void> => {
    try {
      if (!(await becomesQuiet())) {
        notBefore = elapsed() + LEFT_ALONE_MS;
        return;
      }
      const until = elapsed() + TURN_MS;
      for (let next = await claim(); next !== undefined; next = elapsed() < until ? await claim() : undefined)
        await run(...next);
    } catch (error) {
      if (!(error instanceof LeaseLost)) log.debug({ error }, 'Jobs that must run alone could not be claimed.');
    } finally {
      current = undefined;
      wakeOthers();
    }
  };

  return {
    /** Somebody saw that there are some. */
    look(): void {
      if (taken() === 0 || elapsed() >= notBefore) current ??= runSome();
    },
    /** While true nothing else may be claimed. */
    get isBusy() {
      return current !== undefined;
    },
  };
};
