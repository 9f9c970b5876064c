import { within } from '../clock/deadline.ts';
import type { Listener } from '../database/listen.ts';
import type { ActiveRuns } from './active-runs.ts';
import { NodeLeaves } from './endings.ts';
import type { Finisher } from './finisher.ts';
import type { Lease } from './lease.ts';
import type { ProgressTeller } from './progress.ts';
import type { QueueLoops } from './queue-loops.ts';
import type { Ticker } from '../clock/ticker.ts';
import type { WorkerStore } from './worker-store.ts';

export interface Leaving {
  readonly loops: QueueLoops;
  readonly listener: Listener;
  readonly lookout: Ticker;
  readonly active: ActiveRuns;
  readonly finisher: Finisher;
  readonly teller: ProgressTeller;
  readonly store: Pick<WorkerStore, 'release'>;
  readonly lease: Lease;
}

/** For handlers that were told to stop, and for telling the database. */
const FAREWELL_MS = 3000;

/** Takes nothing more, lets what runs end for so long, and hands the rest back. */
export const leave = async (parts: Leaving, withinMs: number): Promise<void> => {
  const { loops, listener, lookout, active, finisher, teller, store, lease } = parts;
  loops.stop();
  await Promise.all([listener.close(), lookout.stop()]);
  const dropped = loops.drop();
  if (dropped.length > 0) await store.release(lease.worker, dropped);
  await within(withinMs, 'Letting jobs end', active.settled()).catch(() => {});
  active.abortAll(new NodeLeaves());
  await within(FAREWELL_MS, 'Handing jobs back', active.settled()).catch(() => {});
  await teller.close();
  await within(FAREWELL_MS, 'Telling which jobs are done', finisher.settled()).catch(() => {});
  const left = active.jobs();
  if (left.length > 0) await store.release(lease.worker, left);
  await lease.close();
};
