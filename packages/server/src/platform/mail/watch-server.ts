import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { OutOfTime, within } from '../clock/deadline.ts';
import { OK } from '../lifecycle/health.ts';

export interface WatchedServer {
  /** A message was taken: nothing needs to be tried for a while. */
  answered(): void;
  health(): Promise<PartHealth>;
}

/** A well server is greeted once a minute, one that is not more often, so that a health check costs it next to nothing. */
const LOOK_AGAIN_MS = { ok: 60_000, degraded: 15_000, down: 15_000 };
/** Less than a health check may take. */
const WAIT_MS = 1000;

/** Without mail the rest of the node works: it is degraded and never down. */
const AWAY: PartHealth = {
  status: 'degraded',
  detail: 'The mail server cannot be reached or does not let us in. Look at HOLDFAST_SMTP_URL and at the server.',
};

export const watchServer = (greet: () => Promise<unknown>, elapsed: () => number): WatchedServer => {
  let last: PartHealth = OK;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const learn = (health: PartHealth): void => {
    last = health;
    lookedAt = elapsed();
  };
  const look = (): Promise<void> => {
    looking ??= greet()
      .then(
        () => learn(OK),
        () => learn(AWAY),
      )
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  return {
    answered: () => learn(OK),
    async health() {
      if (elapsed() - lookedAt < LOOK_AGAIN_MS[last.status]) return last;
      try {
        await within(WAIT_MS, 'Greeting the mail server', look());
      } catch (error) {
        // it goes on by itself, and the next who asks hears of it
        if (!(error instanceof OutOfTime)) throw error;
        return lookedAt === Number.NEGATIVE_INFINITY ? AWAY : last;
      }
      return last;
    },
  };
};
