import type { Database } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import { timesDue, type Schedule } from './define-schedule.ts';
import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import type { Jobs } from './jobs.ts';
import { bringForward, claimDue, declareSchedule, moveOn, readNow, readTimes } from './schedule-store.ts';
import { createTicker, type Ticker } from '../clock/ticker.ts';

export interface KeepParts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly schedules: readonly Schedule[];
  readonly log: Log;
}

const LOOK_EVERY_MS = 1000;
const ROUNDING_MS = 1;

/**
 * Writes jobs down when their time has come, by the database's clock. A node claims the time and writes the job in one
 * transaction, so each time is kept once, whichever node is there and wherever one dies. A time that lies behind the next one from
 * now was set by a clock that ran ahead: nobody waits for it.
 */
export const keepSchedules = async ({ database, jobs, schedules, log }: KeepParts): Promise<Ticker> => {
  const db = database.forWorkspace(INSTANCE_WORKSPACE);
  const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]));

  await db.write(async (tx) => {
    const now = await readNow(tx);
    for (const schedule of schedules) await declareSchedule(tx, schedule, schedule.next(now));
  });

  const keep = (schedule: Schedule): Promise<void> =>
    db.write(async (tx) => {
      const due = await claimDue(tx, schedule.name);
      if (due === undefined) return;
      const times = timesDue(schedule, due.next_at, due.now);
      // while the last one waits or runs there is no second, unless each counts
      const options = schedule.missed === 'all' ? {} : { key: schedule.name };
      await jobs.enqueueMany(
        tx,
        schedule.job,
        times.map((time) => ({ payload: { time: Math.round(time) }, options })),
      );
      const caughtUp = schedule.missed === 'all' ? (times.at(-1) ?? due.now) : due.now;
      await moveOn(tx, schedule.name, schedule.next(caughtUp), times.at(-1));
    });

  const ticker = createTicker(async () => {
    if (byName.size === 0) return LOOK_EVERY_MS;
    try {
      for (const { name, next_at: nextAt, now } of await db.read((tx) => readTimes(tx, [...byName.keys()]))) {
        const schedule = byName.get(name);
        if (schedule === undefined) continue;
        if (nextAt <= now) await keep(schedule);
        else if (nextAt > schedule.next(now) + ROUNDING_MS)
          await db.write((tx) => bringForward(tx, name, schedule.next(now)));
      }
    } catch (error) {
      log.debug({ error }, 'Schedules could not be looked at; trying again.');
    }
    return LOOK_EVERY_MS;
  });
  ticker.now();
  return ticker;
};
