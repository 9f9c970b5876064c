import { jitter, LEAST_JITTER } from '../crypto/random.ts';
import type { Clock } from '../clock/clock.ts';
import { insist } from '../clock/insist.ts';
import type { Log } from '../log/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { endOfTry } from './end-of-try.ts';
import { LeaseLost } from './endings.ts';
import type { Finisher } from './finisher.ts';
import type { JobRun } from './job-run.ts';
import { LEASE_TIMES } from './lease.ts';
import type { OnMoved } from './on-moved.ts';
import type { RunEnd } from './run-jobs.ts';
import type { BecameOfAttempt, Claimed, Ended, WorkerStore } from './worker-store.ts';

export interface EndRunParts {
  readonly store: Pick<WorkerStore, 'endAttempt'>;
  readonly finisher: Finisher;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
  /** A job waits so long for its next try. */
  readonly onPause: (milliseconds: number) => void;
  /** Told when it is stored. */
  readonly onMoved: OnMoved;
}

/** Stores how a run ended, and tells of it. Undefined when there is nothing to wait for: what is done is told with others. */
export type EndRun = (run: JobRun, end: RunEnd) => Promise<void> | undefined;

const PAUSE_MS = 250;
const SHORTEST_PAUSE_MS = PAUSE_MS * LEAST_JITTER;
/** For longer than a lease lives unrenewed: whoever is not heard until then has no job any more that could stay running. */
const TRIES = Math.ceil((LEASE_TIMES.leaseMs + 2 * LEASE_TIMES.beatMs) / SHORTEST_PAUSE_MS);

interface HowEnded {
  readonly outcome: string;
  readonly reason?: string;
  readonly became?: string;
}

const DONE: HowEnded = { outcome: 'done' };

export const createEndRun = ({ store, finisher, telemetry, clock, log, onPause, onMoved }: EndRunParts): EndRun => {
  const tell = ({ handler, trace, parentSpanId }: JobRun, milliseconds: number, job: Claimed, ended: HowEnded): void =>
    telemetry.ranJob({
      name: handler.job.name,
      queue: handler.job.queue.name,
      id: job.id,
      attempt: job.attempts,
      milliseconds,
      waitedMs: job.waited_ms,
      context: trace,
      parentSpanId,
      outcome: ended.outcome,
      reason: ended.reason,
      became: ended.became,
    });

  /** Told again until it is heard. When it never is, the lease runs out and the job is taken back. */
  const endAttempt = (worker: string, job: Claimed, ended: Ended, said: string): Promise<BecameOfAttempt> =>
    insist(() => store.endAttempt(worker, job, ended, said), { tries: TRIES, pauseMs: () => PAUSE_MS * jitter() });

  const fail = async (run: JobRun, job: Claimed, error: unknown, said: string): Promise<void> => {
    const milliseconds = clock.elapsed() - run.since;
    if (error instanceof LeaseLost) return tell(run, milliseconds, job, { outcome: 'lost' });
    const ended = endOfTry(run.handler.job, job, error, jitter());
    try {
      const became = await endAttempt(run.worker, job, ended, said);
      onMoved(job.workspace_id, run.handler.job.queue.name);
      if (became === 'delayed') onPause(ended.pauseMs);
      const isFailure = ended.counts && became !== 'cancelled' && became !== 'lost';
      const reason = isFailure ? { reason: ended.why, became } : {};
      tell(run, milliseconds, job, { outcome: ended.outcome, ...reason });
    } catch (cause) {
      log.error(
        { error: cause, job_id: job.id },
        'The end of a job could not be stored: it stays running until this process ends or loses its lease, then another takes it. Look at the database, then restart this node.',
      );
    }
  };

  return (run, end) => {
    if (end.is === 'failed') {
      const failed = run.jobs.map((job) => fail(run, job, end.error, end.log ?? '[]'));
      return Promise.all(failed).then(() => {});
    }
    const milliseconds = clock.elapsed() - run.since;
    for (const job of run.jobs) {
      if (end.is === 'done') finisher.add(run, job, end.log);
      else onMoved(job.workspace_id, run.handler.job.queue.name);
      tell(run, milliseconds, job, DONE);
    }
    return undefined;
  };
};
