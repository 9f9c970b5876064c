import { sql } from 'kysely';
import type { Read, Write } from '../database/transaction.ts';
import type { Schedule } from './define-schedule.ts';

export interface ScheduleTime {
  readonly name: string;
  /** Milliseconds since 1970, by the database's clock. */
  readonly next_at: number;
  readonly now: number;
}

export const readNow = async (tx: Read): Promise<number> =>
  (await tx.one(sql<{ now: number }>`select extract(epoch from holdfast.now())::float8 * 1000 as now`)).now;

/** A schedule that is new, or whose timing has changed, gets its next time; one that goes on keeps it. */
export const declareSchedule = async (
  tx: Write,
  { name, job, timing, missed }: Schedule,
  next: number,
): Promise<void> => {
  await tx.run(sql`
    insert into holdfast.schedules as schedule (name, job, timing, missed, next_at)
    values (${name}, ${job.name}, ${timing}, ${missed}, to_timestamp(${next} / 1000.0))
    on conflict (name) do update
      set job = excluded.job, timing = excluded.timing, missed = excluded.missed,
          next_at = case when schedule.timing = excluded.timing then schedule.next_at else excluded.next_at end`);
};

export const readTimes = (tx: Read, names: readonly string[]): Promise<ScheduleTime[]> =>
  tx.many(sql<ScheduleTime>`
    select name, extract(epoch from next_at)::float8 * 1000 as next_at, extract(epoch from holdfast.now())::float8 * 1000 as now
      from holdfast.schedules where name = any (${names}::text[])`);

/** Undefined when another node keeps this time, or has kept it. */
export const claimDue = (tx: Write, name: string): Promise<ScheduleTime | undefined> =>
  tx.maybe(sql<ScheduleTime>`
    select name, extract(epoch from next_at)::float8 * 1000 as next_at, extract(epoch from holdfast.now())::float8 * 1000 as now
      from holdfast.schedules where name = ${name} and next_at <= holdfast.now() for update skip locked`);

export const moveOn = async (tx: Write, name: string, next: number, last: number | undefined): Promise<void> => {
  await tx.run(sql`
    update holdfast.schedules
       set next_at = to_timestamp(${next} / 1000.0), last_at = coalesce(to_timestamp(${last ?? null}::float8 / 1000.0), last_at)
     where name = ${name}`);
};

/** Unless it is earlier by now. */
export const bringForward = async (tx: Write, name: string, next: number): Promise<void> => {
  await tx.run(sql`
    update holdfast.schedules set next_at = to_timestamp(${next} / 1000.0)
     where name = ${name} and next_at > to_timestamp(${next} / 1000.0)`);
};
