import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import type { Listener } from '../database/listen.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Log } from '../log/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createActiveRuns } from './active-runs.ts';
import { createEndRun } from './end-run.ts';
import { JobCancelled, LeaseLost } from './endings.ts';
import { createFinisher } from './finisher.ts';
import type { JobHandler } from './handler.ts';
import { createLease, LEASE_TIMES, type Lease, type LeaseTimes } from './lease.ts';
import { leave } from './leave.ts';
import type { OnMoved } from './on-moved.ts';
import { createProgressTeller } from './progress.ts';
import { createLookout } from './lookout.ts';
import { createQueueLoops } from './queue-loops.ts';
import { createRunner } from './runner.ts';
import { createSuspects } from './suspects.ts';
import { tellReaped } from './tell-reaped.ts';
import { createWorkerStore } from './worker-store.ts';

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

const MOST_UNTOLD = 2000;

export const startWorker = async (parts: WorkerParts): Promise<Worker> => {
  const machine = createMachine(parts);
  const { store, active, loops, lookout, teller, finisher } = machine;
  const cancel = (id: string): void => active.abort(id, new JobCancelled(id));
  const lease = await createLease({
    ...parts,
    store,
    times: { ...LEASE_TIMES, ...parts.times },
    onLost() {
      loops.drop();
      active.abortAll(new LeaseLost());
    },
    onCancelled: (ids) => ids.forEach(cancel),
    onReaped(reaped) {
      tellReaped(reaped, parts.log);
      lookout.now();
    },
  });
  machine.begin(lease);
  const listener: Listener = parts.database.listen(['holdfast_jobs', 'holdfast_jobs_cancelled'], (channel, payload) => {
    if (channel === 'holdfast_jobs_cancelled') cancel(payload);
    else loops.wake(channel === undefined || payload === '' ? undefined : payload);
  });
  return {
    get silentMs() {
      return lease.silentMs;
    },
    get isHearing() {
      return listener.isHearing;
    },
    drain(withinMs) {
      machine.takeNoMore();
      return leave({ loops, listener, lookout, active, finisher, teller, store, lease }, withinMs);
    },
  };
};

/** What takes, runs and ends jobs, each part told of the others. It does nothing before it is given a lease. */
const createMachine = ({ database, clock, log, telemetry, handlers, onMoved = () => {} }: WorkerParts) => {
  let lease: Lease | undefined;
  let isLeaving = false;
  let isBehind = false;
  const worker = (): string => lease?.worker ?? '';
  const store = createWorkerStore(database);
  const active = createActiveRuns();
  const teller = createProgressTeller(store.tellProgress, log);
  const goOn = (): void => (isBehind ? loops.wake() : undefined);
  const finisher = createFinisher({ finish: store.finish, onTold: goOn, onMoved, log });
  const endRun = createEndRun({ store, finisher, telemetry, clock, log, onPause: (ms) => lookout.within(ms), onMoved });
  const runParts = { database, clock, log, finishIn: store.finishIn, onProgress: teller.add };
  const runner = createRunner(runParts, active, endRun);

  const suspects = createSuspects({
    handlers: new Map(handlers.map((handler) => [handler.job.name, handler])),
    worker,
    runner,
    onMoved,
    claim: (names) => (isLeaving ? Promise.resolve(undefined) : store.claimSuspect(worker(), loops.queues, names)),
    taken: () => loops.taken,
    wakeOthers: () => loops.wake(),
    elapsed: clock.elapsed,
    log,
  });
  const loops = createQueueLoops({
    handlers,
    store,
    onMoved,
    worker,
    runner,
    mayClaim() {
      isBehind = finisher.waiting >= MOST_UNTOLD;
      return lease !== undefined && !isBehind && !suspects.isBusy;
    },
    elapsed: clock.elapsed,
    onError: (error, queue) => log.debug({ error, queue }, 'Jobs could not be claimed; trying again.'),
  });
  const lookout = createLookout({
    store,
    onReady: () => loops.wake(),
    onSuspects: () => (isLeaving ? undefined : suspects.look()),
    log,
  });

  return {
    store,
    active,
    loops,
    lookout,
    teller,
    finisher,
    begin(given: Lease): void {
      lease = given;
      lookout.now();
    },
    takeNoMore(): void {
      isLeaving = true;
    },
  };
};
