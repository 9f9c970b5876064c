import type { Log } from '../log/log.ts';
import { pause } from '../clock/pause.ts';
import { LeaseLost } from './endings.ts';
import type { Claimed } from './worker-store.ts';

export interface SuspectsParts {
  readonly claim: () => Promise<(Claimed & { readonly queue: string }) | undefined>;
  /** Runs it and settles when it has ended. */
  readonly run: (job: Claimed) => Promise<void>;
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
export const createSuspects = ({ claim, run, taken, wakeOthers, elapsed, log }: SuspectsParts) => {
  let current: Promise<void> | undefined;
  let notBefore = 0;

  const becomesQuiet = async (): Promise<boolean> => {
    for (let waited = 0; taken() > 0; waited += STEP_MS) {
      if (waited >= QUIET_WITHIN_MS) return false;
      await pause(STEP_MS);
    }
    return true;
  };

  const runSome = async (): Promise<void> => {
    try {
      if (!(await becomesQuiet())) {
        notBefore = elapsed() + LEFT_ALONE_MS;
        return;
      }
      const until = elapsed() + TURN_MS;
      for (let job = await claim(); job !== undefined; job = elapsed() < until ? await claim() : undefined)
        await run(job);
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
    settled: async (): Promise<void> => {
      await current;
    },
  };
};
