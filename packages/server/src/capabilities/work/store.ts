import type { Job, JobDetail, JobProgress, JobState } from '@holdfast/protocol/work/job';
import type { Queue } from '@holdfast/protocol/work/queues';
import type { Schedule } from '@holdfast/protocol/work/schedules';
import { sql } from 'kysely';
import type { Read, Write } from '../../platform/database/transaction.ts';

const JOB = sql.raw(
  'id, queue, name, state, priority, key, attempts, max_attempts, losses, node, error, created_at, run_at, started_at, finished_at',
);

/** What is done says no more how far it is. */
const LIVE_JOB = sql`${JOB}, progress`;
const FINISHED_JOB = sql`${JOB}, null::jsonb as progress`;

type Row<Shown extends Job> = Omit<Shown, 'progress'> & { readonly progress: JobProgress | null };

const shown = <Shown extends Job>(row: Row<Shown>): Shown =>
  // the row has every other column of the job
  ({ ...row, progress: row.progress ?? undefined }) as unknown as Shown;

export interface JobFilter {
  readonly queue?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: JobState | undefined;
  readonly limit: number;
  readonly after: string | undefined;
}

/** One more than the page has. Each half comes in the order of its key, so that only a page of each is read. */
export const listJobs = async (tx: Read, { queue, name, state, limit, after }: JobFilter): Promise<Job[]> => {
  const wanted = sql`workspace_id = ${tx.workspace}
    and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    and (${queue ?? null}::text is null or queue = ${queue ?? null})
    and (${name ?? null}::text is null or name = ${name ?? null})
    and (${state ?? null}::text is null or state = ${state ?? null})`;
  const rows = await tx.many(sql<Row<Job>>`
    select ${LIVE_JOB} from (
      (select ${LIVE_JOB} from holdfast.jobs where ${wanted} order by id desc limit ${limit + 1})
      union all
      (select ${FINISHED_JOB} from holdfast.finished_jobs where ${wanted} order by id desc limit ${limit + 1})
    ) as job order by id desc limit ${limit + 1}`);
  return rows.map(shown);
};

export const listDeadLetters = (tx: Read, { queue, limit, after }: JobFilter): Promise<JobDetail[]> =>
  tx.many(sql<JobDetail>`
    select ${JOB}, history, log from holdfast.jobs
     where workspace_id = ${tx.workspace} and stage = 'dead'
       and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
       and (${queue ?? null}::text is null or queue = ${queue ?? null})
     order by id desc limit ${limit + 1}`);

export const findJob = async (tx: Read, id: string): Promise<JobDetail | undefined> => {
  const row = await tx.maybe(sql<Row<JobDetail>>`
    select ${LIVE_JOB}, history, log from holdfast.jobs where workspace_id = ${tx.workspace} and id = ${id}
    union all
    select ${FINISHED_JOB}, history, log from holdfast.finished_jobs where workspace_id = ${tx.workspace} and id = ${id}`);
  return row && shown(row);
};

/** Does not wait for the transaction of a worker that holds it. */
export const lockJob = (tx: Write, id: string): Promise<Job | undefined> =>
  tx.maybe(sql<Job>`
    select ${JOB} from holdfast.jobs where workspace_id = ${tx.workspace} and id = ${id} for no key update`);

export const findFinishedJob = (tx: Read, id: string): Promise<Job | undefined> =>
  tx.maybe(sql<Job>`select ${JOB} from holdfast.finished_jobs where workspace_id = ${tx.workspace} and id = ${id}`);

/** Runs it now. With all tries it also forgets the workers that it lost. */
export const sendAgain = async (tx: Write, id: string, allTries: boolean): Promise<Job> => {
  const job = await tx.one(sql<Job>`
    update holdfast.jobs
       set stage = 'waiting', run_at = holdfast.now(), finished_at = null, cancel_asked_at = null,
           attempts = case when ${allTries} then 0 else attempts end, losses = case when ${allTries} then 0 else losses end
     where workspace_id = ${tx.workspace} and id = ${id} returning ${JOB}`);
  await tx.run(sql`select pg_notify('holdfast_jobs', ${job.queue})`);
  return job;
};

/** Those whose key is taken stay dead letters, and of several with one key the latest goes. */
export const redriveQueue = (tx: Write, queue: string): Promise<{ redriven: number; kept: number }> =>
  tx.one(sql<{ redriven: number; kept: number }>`
    with dead as materialized (
      select id, key, name, row_number() over (partition by name, key order by id desc) as turn from holdfast.jobs
       where workspace_id = ${tx.workspace} and queue = ${queue} and stage = 'dead'
    ), sent as (
      update holdfast.jobs as job
         set stage = 'waiting', run_at = holdfast.now(), finished_at = null, cancel_asked_at = null, attempts = 0, losses = 0
        from dead
       where job.workspace_id = ${tx.workspace} and job.id = dead.id and job.stage = 'dead'
         and (dead.key is null or dead.turn = 1 and not exists (
           select from holdfast.jobs as other
            where other.workspace_id = ${tx.workspace} and other.name = dead.name and other.key = dead.key and other.stage <> 'dead'))
      returning job.id
    ), told as (select pg_notify('holdfast_jobs', ${queue}))
    select (select count(*) from sent) as redriven,
           (select count(*) from dead) - (select count(*) from sent) as kept
      from told`);

export const cancelWaiting = (tx: Write, id: string): Promise<Job> =>
  tx.one(sql<Job>`
    with gone as (delete from holdfast.jobs where workspace_id = ${tx.workspace} and id = ${id} returning *)
    insert into holdfast.finished_jobs (workspace_id, id, queue, name, state, priority, key, attempts, max_attempts, losses, node,
                                        error, history, log, created_at, run_at, started_at, finished_at)
    select workspace_id, id, queue, name, 'cancelled', priority, key, attempts, max_attempts, losses, node,
           error, history, log, created_at, run_at, started_at, holdfast.now()
      from gone
    returning ${JOB}`);

export const askToCancel = async (tx: Write, id: string): Promise<void> => {
  await tx.run(sql`
    update holdfast.jobs set cancel_asked_at = coalesce(cancel_asked_at, holdfast.now())
     where workspace_id = ${tx.workspace} and id = ${id}`);
  await tx.run(sql`select pg_notify('holdfast_jobs_cancelled', ${id})`);
};

export const countJobs = (tx: Read): Promise<Queue[]> =>
  tx.many(sql<Queue>`
    with live as (
      select queue, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'delayed') as delayed,
             count(*) filter (where state = 'running') as running, count(*) filter (where state = 'dead') as dead,
             extract(epoch from holdfast.now() - min(run_at) filter (where state = 'waiting'))::float8 as oldest_waiting_seconds
        from holdfast.jobs where workspace_id = ${tx.workspace} group by queue
    ), done as (
      select queue, count(*) as last_minute from holdfast.finished_jobs
       where workspace_id = ${tx.workspace} and state = 'done' and finished_at > (select holdfast.now()) - interval '1 minute'
       group by queue
    )
    select queue as name, coalesce(waiting, 0) as waiting, coalesce(delayed, 0) as delayed, coalesce(running, 0) as running,
           coalesce(dead, 0) as dead, coalesce(last_minute, 0) as done_last_minute, oldest_waiting_seconds
      from live full join done using (queue) order by queue`);

/** They belong to the instance: every workspace sees the same. */
export const listSchedules = (tx: Read): Promise<Schedule[]> =>
  tx.many(sql<Schedule>`select name, job, timing, missed, next_at, last_at from holdfast.schedules order by name`);
