import { within } from '../clock/deadline.ts';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Log } from '../log/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Listener } from '../database/listen.ts';
import { createActiveRuns, type ActiveRuns } from './active-runs.ts';
import type { Queue } from './define-job.ts';
import { createEndRun } from './end-run.ts';
import { JobCancelled, LeaseLost, NodeLeaves } from './endings.ts';
import { createFinisher, type Finisher } from './finisher.ts';
import type { Item, JobHandler } from './handler.ts';
import { createLease, LEASE_TIMES, type Lease, type LeaseTimes } from './lease.ts';
import type { OnMoved } from './on-moved.ts';
import { parsePayload } from './parse-payload.ts';
import { createQueueLoop, type QueueLoop } from './queue-loop.ts';
import { startRun, type Running } from './run-jobs.ts';
import { createSuspects } from './suspects.ts';
import { createTicker, type Ticker } from './ticker.ts';
import { createWorkerStore, type Claimed, type Finished, type Reaped, type WorkerStore } from './worker-store.ts';

export interface WorkerParts {
  readonly database: Database;
  readonly handlers: readonly JobHandler[];
  /** How this process is called where people look at jobs. */
  readonly node: string;
  readonly makeId: MakeId;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly times?: Partial<LeaseTimes>;
  readonly onMoved?: OnMoved;
}

/** Runs jobs until it is drained. */
export interface Worker {
  /** How long ago the database last heard of it. */
  readonly silentMs: number;
  /** False while it learns of new jobs by looking only. */
  readonly isHearing: boolean;
  /** Takes nothing more, lets what runs end for this long, and hands the rest back. */
  drain(withinMs: number): Promise<void>;
}

/** Also how late a job is noticed whose announcement was not heard. */
const LOOK_EVERY_MS = 1000;
const READY_AT_ONCE = 1000;
const MOST_UNTOLD = 2000;
/** For handlers that were told to stop, and for telling the database. */
const FAREWELL_MS = 3000;

// oxlint-disable-next-line max-lines-per-function -- what a worker is made of, each part told of the others
export const startWorker = async (parts: WorkerParts): Promise<Worker> => {
  const { database, clock, log, telemetry, onMoved = () => {} } = parts;
  const store = createWorkerStore(database);
  const active = createActiveRuns();
  const handlers = new Map(parts.handlers.map((handler) => [handler.job.name, handler]));
  const onTold = (jobs: readonly Finished[]): void => {
    for (const { workspace_id, queue } of jobs) onMoved(workspace_id, queue);
    goOn();
  };
  const finisher = createFinisher(store.finish, onTold, log);
  const endRun = createEndRun({ store, finisher, telemetry, clock, log, onPause: (ms) => pulse.within(ms), onMoved });
  const runParts = {
    database,
    clock,
    log,
    finishIn: store.finishIn,
  };
  let isLeaving = false;
  let isBehind = false;

  const lease = await createLease({
    ...parts,
    store,
    times: { ...LEASE_TIMES, ...parts.times },
    onLost: () => {
      for (const loop of loops) loop.drop();
      active.abortAll(new LeaseLost());
    },
    onCancelled: (ids) => ids.forEach((id) => cancel(id)),
    onReaped: (reaped) => {
      tellReaped(reaped, log);
      pulse.now();
    },
  });

  const run = (
    handler: JobHandler,
    worker: string,
    jobs: readonly [Claimed, ...Claimed[]],
    items: readonly Item<unknown>[],
  ): Running => {
    const since = clock.elapsed();
    const running = startRun(runParts, { handler, worker, jobs, items });
    const end = running.end.then(async (ended) => {
      await endRun(handler, running, ended, since);
      return ended;
    });
    const told = { ...running, end };
    active.add(told);
    return told;
  };

  const refuse = (worker: string, job: Claimed, why: Error): void => {
    const handler = handlers.get(job.name);
    if (handler === undefined) return;
    const refused = startRun(runParts, { handler: failing(handler, why), worker, jobs: [job], items: [] });
    void refused.end.then((end) => endRun(handler, refused, end, clock.elapsed()));
  };

  const suspects = createSuspects({
    claim: () =>
      isLeaving ? Promise.resolve(undefined) : store.claimSuspect(lease.worker, queueNames, [...handlers.keys()]),
    async run(job) {
      const handler = handlers.get(job.name);
      if (handler === undefined) return;
      onMoved(job.workspace_id, handler.job.queue.name);
      const item = parsePayload(handler, job);
      if (item instanceof Error) refuse(lease.worker, job, item);
      else await run(handler, lease.worker, [job], [item]).end;
    },
    taken: () => loops.reduce((sum, { taken }) => sum + taken, 0),
    wakeOthers: () => wakeAll(),
    elapsed: clock.elapsed,
    log,
  });

  const mayClaim = (): boolean => {
    isBehind = finisher.waiting >= MOST_UNTOLD;
    return !isBehind && !suspects.isBusy;
  };
  const goOn = (): void => {
    if (isBehind) wakeAll();
  };

  const loopOf = (queue: Queue): QueueLoop => {
    const own = new Map([...handlers].filter(([, { job }]) => job.queue.name === queue.name));
    const names = [...own.keys()];
    return createQueueLoop({
      queue,
      handlers: own,
      worker: () => lease.worker,
      claim: async (worker, after, most) => {
        const claimed = await store.claim({ worker, queue: queue.name, names, after, most });
        for (const { workspace_id } of claimed) onMoved(workspace_id, queue.name);
        return claimed;
      },
      run,
      refuse,
      mayClaim,
      elapsed: clock.elapsed,
      onError: (error) => log.debug({ error, queue: queue.name }, 'Jobs could not be claimed; trying again.'),
    });
  };
  const queues = new Map(parts.handlers.map(({ job }) => [job.queue.name, job.queue]));
  const queueNames = [...queues.keys()];
  const loops = [...queues.values()].map(loopOf);
  const loopByName = new Map(queueNames.map((name, index) => [name, loops[index]]));
  const wakeAll = (): void => loops.forEach((loop) => loop.wake());

  const cancel = (id: string): void => active.abort(id, new JobCancelled());

  const pulse = createTicker(async () => {
    try {
      const { next_in_ms: nextMs, suspects: hasSuspects } = await store.ready(READY_AT_ONCE);
      wakeAll();
      if (hasSuspects && !isLeaving) suspects.look();
      return Math.min(LOOK_EVERY_MS, Math.max(1, Math.ceil(nextMs ?? LOOK_EVERY_MS)));
    } catch (error) {
      log.debug({ error }, 'Nobody could look for jobs that are due.');
      return LOOK_EVERY_MS;
    }
  });
  pulse.now();

  const listener = database.listen(['holdfast_jobs', 'holdfast_jobs_cancelled'], (channel, payload) => {
    if (channel === 'holdfast_jobs_cancelled') cancel(payload);
    else if (channel === undefined || payload === '') wakeAll();
    else loopByName.get(payload)?.wake();
  });

  return {
    get silentMs() {
      return lease.silentMs;
    },
    get isHearing() {
      return listener.isHearing;
    },
    drain: (withinMs) => {
      isLeaving = true;
      return leave({ loops, listener, pulse, active, finisher, store, lease }, withinMs);
    },
  };
};

const failing = (handler: JobHandler, error: Error): JobHandler => ({
  ...handler,
  handle: () => Promise.reject(error),
});

const tellReaped = (reaped: readonly Reaped[], log: Log): void => {
  for (const { job, of_name, of_queue, at_node, became } of reaped) {
    log[became === 'dead' ? 'error' : 'warn'](
      { event: 'job_worker_lost', job: of_name, job_id: job, queue: of_queue, node: at_node, became },
      `The worker of a job ${of_name} on ${at_node} stopped answering; the job is ${became} now.`,
    );
  }
};

interface Leaving {
  readonly loops: readonly QueueLoop[];
  readonly listener: Listener;
  readonly pulse: Ticker;
  readonly active: ActiveRuns;
  readonly finisher: Finisher;
  readonly store: WorkerStore;
  readonly lease: Lease;
}

const leave = async (
  { loops, listener, pulse, active, finisher, store, lease }: Leaving,
  withinMs: number,
): Promise<void> => {
  for (const loop of loops) loop.stop();
  await Promise.all([listener.close(), pulse.stop()]);
  const dropped = loops.flatMap((loop) => loop.drop().map(({ id }) => id));
  if (dropped.length > 0) await store.release(lease.worker, dropped);
  await within(withinMs, 'Letting jobs end', active.settled()).catch(() => {});
  active.abortAll(new NodeLeaves());
  await within(FAREWELL_MS, 'Handing jobs back', active.settled()).catch(() => {});
  await within(FAREWELL_MS, 'Telling which jobs are done', finisher.settled()).catch(() => {});
  const left = active.ids();
  if (left.length > 0) await store.release(lease.worker, left);
  await lease.close();
};
