import type { Log } from '../log/log.ts';
import { storable } from './said.ts';
import { createTicker } from '../clock/ticker.ts';
import type { Progress } from './handler.ts';
import type { Claimed, Told } from './worker-store.ts';

/** Stores how far jobs are, of each the latest word only, all together and not more often than somebody could read it. */
export interface ProgressTeller {
  add(worker: string, jobs: readonly Claimed[], progress: Progress): void;
  close(): Promise<void>;
}

const EVERY_MS = 1000;
const LONGEST_UNIT = 30;

export const createProgressTeller = (
  tell: (worker: string, told: readonly Told[]) => Promise<void>,
  log: Log,
): ProgressTeller => {
  const latest = new Map<string, Told & { readonly worker: string }>();

  const tellAll = async (): Promise<number | undefined> => {
    const all = [...latest.values()];
    latest.clear();
    const workers = new Set(all.map(({ worker }) => worker));
    for (const worker of workers) {
      const told = all.filter((one) => one.worker === worker);
      // it is a word to people: the next one says more than this one said again
      await tell(worker, told).catch((error: unknown) => log.debug({ error }, 'The progress of jobs was not stored.'));
    }
    return latest.size > 0 ? EVERY_MS : undefined;
  };
  const ticker = createTicker(tellAll);

  return {
    add(worker, jobs, progress) {
      const json = jsonOf(progress);
      if (latest.size === 0) ticker.within(EVERY_MS);
      for (const { workspace_id, id, fence } of jobs) latest.set(id, { worker, workspace_id, id, fence, json });
    },
    close: () => ticker.stop(),
  };
};

/** As the contract has it, whatever a handler counts. */
const jsonOf = ({ done, total, unit }: Progress): string => {
  const amount = (value: number): number => (Number.isFinite(value) ? Math.max(0, value) : 0);
  return JSON.stringify({
    done: amount(done),
    total: total === undefined ? null : amount(total),
    unit: storable(unit.slice(0, LONGEST_UNIT)) || 'steps',
  });
};
