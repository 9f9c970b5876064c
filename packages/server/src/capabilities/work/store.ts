import type { Job, JobDetail, JobState } from '@holdfast/protocol/work/job';
import type { Queue } from '@holdfast/protocol/work/queues';
import type { Schedule } from '@holdfast/protocol/work/schedules';
import { sql } from 'kysely';
import type { Read, Write } from '../../platform/database/transaction.ts';

const JOB = sql.raw(
  'id, queue, name, state, priority, key, attempts, max_attempts, losses, node, error, created_at, run_at, started_at, finished_at',
);

export interface JobFilter {
  readonly queue?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: JobState | undefined;
  readonly limit: number;
  readonly after: string | undefined;
}

/** One more than the page has. Each half comes in the order of its key, so that only a page of each is read. */
export const listJobs = (tx: Read, { queue, name, state, limit, after }: JobFilter): Promise<Job[]> => {
  const wanted = sql`workspace_id = ${tx.workspace}
    and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    and (${queue ?? null}::text is null or queue = ${queue ?? null})
    and (${name ?? null}::text is null or name = ${name ?? null})
    and (${state ?? null}::text is null or state = ${state ?? null})`;
  return tx.many(sql<Job>`
    select ${JOB} from (
      (select ${JOB} from holdfast.jobs where ${wanted} order by id desc limit ${limit + 1})
      union all
      (select ${JOB} from holdfast.finished_jobs where ${wanted} order by id desc limit ${limit + 1})
    ) as job order by id desc limit ${limit + 1}`);
};

export const listDeadLetters = (tx: Read, { queue, limit, after }: JobFilter): Promise<JobDetail[]> =>
  tx.many(sql<JobDetail>`
    select ${JOB}, history, log from holdfast.jobs
     where workspace_id = ${tx.workspace} and stage = 'dead'
       and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
       and (${queue ?? null}::text is null or queue = ${queue ?? null})
     order by id desc limit ${limit + 1}`);

export const findJob = (tx: Read, id: string): Promise<JobDetail | undefined> =>
  tx.maybe(sql<JobDetail>`
    select ${JOB}, history, log from holdfast.jobs where workspace_id = ${tx.workspace} and id = ${id}
    union all
    select ${JOB}, history, log from holdfast.finished_jobs where workspace_id = ${tx.workspace} and id = ${id}`);

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
    select queue as name, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'delayed') as delayed,
           count(*) filter (where state = 'running') as running, count(*) filter (where state = 'dead') as dead,
           extract(epoch from holdfast.now() - min(run_at) filter (where state = 'waiting'))::float8 as oldest_waiting_seconds
      from holdfast.jobs where workspace_id = ${tx.workspace} group by queue order by queue`);

/** They belong to the instance: every workspace sees the same. */
export const listSchedules = (tx: Read): Promise<Schedule[]> =>
  tx.many(sql<Schedule>`select name, job, timing, missed, next_at, last_at from holdfast.schedules order by name`);
