import { OutOfTime } from '../clock/deadline.ts';
import { inTrace } from '../telemetry/current-trace.ts';
import type { Log } from '../log/log.ts';
import { JobRun, type RunParts, type Start } from './job-run.ts';

/** How a run ended: each of its jobs is done, was done by its handler's own transaction, or failed. */
export type RunEnd =
  | { readonly is: 'done'; readonly log: string | undefined }
  | { readonly is: 'finished' }
  | { readonly is: 'failed'; readonly error: unknown; readonly log: string | undefined };

export interface Running {
  readonly run: JobRun;
  /** Stops the run for a reason. It ends soon after, also when its handler does not listen. */
  abort(reason: Error): void;
}

/** How long a handler that was told to stop may take before it is left to itself. Its writes no longer count then. */
const GRACE_MS = 5000;

/** What a handler left behind when its try ended stops with it. One for all: making an error is not for nothing. */
const TRY_HAS_ENDED = new Error('The try of this job has ended.');

const FINISHED: RunEnd = { is: 'finished' };

/** Begins one try of one job, or of several that are done together. `onEnd` is called once. */
export const startRun = (parts: RunParts, start: Start, onEnd: (running: Running, end: RunEnd) => void): Running => {
  const run = new JobRun(parts, start);
  const { stop } = run;
  let grace: NodeJS.Timeout | undefined;
  let isOver = false;

  const settle = (end: RunEnd): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    if (grace !== undefined) clearTimeout(grace);
    stop.now(TRY_HAS_ENDED);
    onEnd(running, end);
  };
  const abort = (reason: Error): void => {
    if (stop.reason !== undefined) return;
    stop.now(reason);
    grace = setTimeout(() => settle({ is: 'failed', error: reason, log: undefined }), GRACE_MS);
  };
  const { timeoutMs } = start.handler.job;
  const timer = setTimeout(
    () => abort(new OutOfTime(`The try took longer than the ${timeoutMs / 1000} s that it has.`)),
    timeoutMs,
  );
  const running = { run, abort };
  void perform(run, parts.log).then(settle);
  return running;
};

const perform = async (run: JobRun, log: Log): Promise<RunEnd> => {
  const { handler, items, trace, stop } = run;
  try {
    await inTrace(trace, () => handler.handle(items, run));
    return run.isFinished ? FINISHED : { is: 'done', log: run.saidJson };
  } catch (error) {
    if (!run.isFinished) return { is: 'failed', error: stop.reason ?? error, log: run.saidJson };
    const [first] = run.jobs;
    log.warn({ job: handler.job.name, job_id: first.id, error }, 'A job failed after the transaction that ended it.');
    return FINISHED;
  }
};
