import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/transaction.ts';
import type { Log } from '../log/log.ts';
import { inTrace } from '../telemetry/current-trace.ts';
import { descend, readTraceparent, type TraceContext } from '../telemetry/traceparent.ts';
import { OutOfTime } from '../clock/deadline.ts';
import type { Item, JobHandler } from './handler.ts';
import { holdDatabase } from './held-database.ts';
import { createSaid } from './said.ts';
import { createStop, type Stop } from './stop.ts';
import type { Claimed } from './worker-store.ts';

export interface RunParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly finishIn: (tx: Write, worker: string, jobs: readonly Claimed[], log: string | undefined) => Promise<number>;
}

export interface Start {
  readonly handler: JobHandler;
  readonly worker: string;
  /** Of one workspace and one kind. */
  readonly jobs: readonly [Claimed, ...Claimed[]];
  /** Their payloads, parsed. */
  readonly items: readonly Item<unknown>[];
}

/** How a run ended: each of its jobs is done, was done by its handler's own transaction, or failed. */
export type RunEnd =
  | { readonly is: 'done'; readonly log: string | undefined }
  | { readonly is: 'finished' }
  | { readonly is: 'failed'; readonly error: unknown; readonly log: string | undefined };

export interface Running {
  readonly worker: string;
  readonly jobs: readonly Claimed[];
  readonly trace: TraceContext;
  readonly parentSpanId: string | undefined;
  /** Stops the run for a reason. */
  abort(reason: Error): void;
  /** Never rejects. Settles soon after an abort, also when the handler does not listen. */
  readonly end: Promise<RunEnd>;
}

/** How long a handler that was told to stop may take before it is left to itself. Its writes no longer count then. */
const GRACE_MS = 5000;

/** What a handler left behind when its try ended stops with it. One for all: making an error is not for nothing. */
const TRY_HAS_ENDED = new Error('The try of this job has ended.');

/** Begins one try of one job, or of several that are done together. */
export const startRun = (parts: RunParts, start: Start): Running => {
  const { handler, worker, jobs } = start;
  const parent = readTraceparent(jobs[0].traceparent ?? undefined);
  const trace = descend(parent);
  const stop = createStop();
  const { promise: end, resolve } = Promise.withResolvers<RunEnd>();
  let grace: NodeJS.Timeout | undefined;

  const settle = (ended: RunEnd): void => {
    clearTimeout(timer);
    clearTimeout(grace);
    stop.now(TRY_HAS_ENDED);
    resolve(ended);
  };
  const abort = (reason: Error): void => {
    if (stop.reason !== undefined) return;
    stop.now(reason);
    grace = setTimeout(() => settle({ is: 'failed', error: reason, log: undefined }), GRACE_MS);
  };
  const { timeoutMs } = handler.job;
  const timer = setTimeout(
    () => abort(new OutOfTime(`The try took longer than the ${timeoutMs / 1000} s that it has.`)),
    timeoutMs,
  );
  void perform(parts, start, trace, stop).then(settle);
  return { worker, jobs, trace, parentSpanId: parent?.spanId, abort, end };
};

const perform = async (
  { database, clock, log, finishIn }: RunParts,
  { handler, worker, jobs, items }: Start,
  trace: TraceContext,
  stop: Stop,
): Promise<RunEnd> => {
  const [first] = jobs;
  const said = createSaid(clock, first.fence);
  const workspace = first.workspace_id;
  const finishAll = (tx: Write): Promise<number> => finishIn(tx, worker, jobs, said.json());
  const held = holdDatabase({ database, workspace, worker, jobs, stop, finishIn: finishAll });
  try {
    await inTrace(trace, () =>
      handler.handle(items, {
        workspace,
        db: held.db,
        get signal() {
          return stop.signal;
        },
        get log() {
          return log.child({ trace_id: trace.traceId, job: handler.job.name, job_id: first.id });
        },
        traceId: trace.traceId,
        attempt: first.attempts,
        isLast: jobs.some(({ attempts, max_attempts }) => attempts >= max_attempts),
        say: said.say,
        finish: held.finish,
      }),
    );
    return held.isFinished ? { is: 'finished' } : { is: 'done', log: said.json() };
  } catch (error) {
    if (!held.isFinished) return { is: 'failed', error: stop.reason ?? error, log: said.json() };
    log.warn({ job: handler.job.name, job_id: first.id, error }, 'A job failed after the transaction that ended it.');
    return { is: 'finished' };
  }
};
