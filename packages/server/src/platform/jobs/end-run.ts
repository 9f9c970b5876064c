import { jitter } from '../crypto/random.ts';
import type { Clock } from '../clock/clock.ts';
import { pause } from '../clock/pause.ts';
import type { Log } from '../log/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { JobHandler } from './handler.ts';
import { endOfTry } from './end-of-try.ts';
import { LeaseLost } from './endings.ts';
import type { Finisher } from './finisher.ts';
import type { RunEnd, Running } from './run-jobs.ts';
import type { OnMoved } from './on-moved.ts';
import type { BecameOfAttempt, Claimed, WorkerStore } from './worker-store.ts';

export interface EndRunParts {
  readonly store: WorkerStore;
  readonly finisher: Finisher;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
  /** A job waits so long for its next try. */
  readonly onPause: (milliseconds: number) => void;
  /** Told when it is stored. */
  readonly onMoved: OnMoved;
}

const TRIES = 20;
const PAUSE_MS = 250;

/** Stores how runs ended, and tells of it. */
export const createEndRun = ({ store, finisher, telemetry, clock, log, onPause, onMoved }: EndRunParts) => {
  const tell = ({ handler, run, milliseconds }: Ending, job: Claimed, ended: HowEnded): void =>
    telemetry.ranJob({
      name: handler.job.name,
      queue: handler.job.queue.name,
      id: job.id,
      attempt: job.attempts,
      milliseconds,
      waitedMs: job.waited_ms,
      context: run.trace,
      parentSpanId: run.parentSpanId,
      ...ended,
    });

  /** Told again until it is heard. When it never is, the lease runs out and the job is taken back. */
  const endAttempt = async (worker: string, ...rest: EndArguments): Promise<BecameOfAttempt> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await store.endAttempt(worker, ...rest);
      } catch (error) {
        if (tries === TRIES) throw error;
        await pause(PAUSE_MS * jitter());
      }
    }
  };

  const fail = async (ending: Ending, job: Claimed, error: unknown, said: string): Promise<void> => {
    if (error instanceof LeaseLost) return tell(ending, job, { outcome: 'lost' });
    const ended = endOfTry(ending.handler.job, job, error, jitter());
    try {
      const became = await endAttempt(ending.run.worker, job, ended, said);
      onMoved(job.workspace_id, ending.handler.job.queue.name);
      if (became === 'delayed') onPause(ended.pauseMs);
      const isFailure = ended.counts && became !== 'cancelled' && became !== 'lost';
      tell(ending, job, { outcome: ended.outcome, ...(isFailure ? { reason: ended.why, became } : {}) });
    } catch (cause) {
      log.error({ error: cause, job_id: job.id }, 'The end of a job could not be stored; another worker will take it.');
    }
  };

  return async (handler: JobHandler, run: Running, end: RunEnd, since: number): Promise<void> => {
    const ending = { handler, run, milliseconds: clock.elapsed() - since };
    if (end.is === 'failed') {
      await Promise.all(run.jobs.map((job) => fail(ending, job, end.error, end.log ?? '[]')));
      return;
    }
    const { log: said } = end.is === 'done' ? end : { log: undefined };
    if (end.is === 'done')
      finisher.add(
        run.worker,
        run.jobs.map((job) => ({ ...job, queue: handler.job.queue.name, log: said })),
      );
    for (const job of run.jobs) {
      if (end.is === 'finished') onMoved(job.workspace_id, handler.job.queue.name);
      tell(ending, job, { outcome: 'done' });
    }
  };
};

interface Ending {
  readonly handler: JobHandler;
  readonly run: Running;
  readonly milliseconds: number;
}

interface HowEnded {
  readonly outcome: string;
  readonly reason?: string;
  readonly became?: string;
}

type EndArguments = [job: Claimed, ended: ReturnType<typeof endOfTry>, log: string];
