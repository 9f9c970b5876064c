import type { Job, JobDetail, JobState } from '@holdfast/protocol/work/job';
import type { Queue } from '@holdfast/protocol/work/queues';
import type { Schedule } from '@holdfast/protocol/work/schedules';
import { z } from 'zod';
import { violates } from '../../platform/database/failures.ts';
import { afterCommit } from '../../platform/database/after-commit.ts';
import type { Write } from '../../platform/database/transaction.ts';
import { fail } from '../../platform/failure.ts';
import type { Context, InstanceContext } from '../../platform/http/context.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import type { OnMoved } from '../../platform/jobs/on-moved.ts';
import { countAllJobs } from '../../platform/jobs/count-store.ts';
import * as store from './store.ts';

/** Whose jobs: those of a workspace, or of the instance itself. */
type InWorkspace = Pick<Context, 'db'>;

/** The same for whoever changes them. */
interface Steered extends InWorkspace {
  readonly onMoved: OnMoved;
}

interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly queue?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: JobState | undefined;
}

const JOBS = 'work.jobs';
const DEAD_LETTERS = 'work.dead_letters';
const Key = z.tuple([z.uuid()]);

export const listQueues = async ({ db }: InWorkspace): Promise<{ items: Queue[] }> => ({
  items: await db.read((tx) => store.countJobs(tx)),
});

export const listInstanceQueues = async ({ db }: InstanceContext): Promise<{ items: Queue[] }> => ({
  items: await countAllJobs(db),
});

export const listJobs = async ({ db }: InWorkspace, { limit, cursor, ...filter }: ListQuery) => {
  const [after] = decodeCursor(JOBS, Key, cursor) ?? [];
  const rows = await db.read((tx) => store.listJobs(tx, { ...filter, limit, after }));
  return toPage(rows, { list: JOBS, limit, keyOf: ({ id }) => [id] });
};

export const listDeadLetters = async ({ db }: InWorkspace, { limit, cursor, queue }: ListQuery) => {
  const [after] = decodeCursor(DEAD_LETTERS, Key, cursor) ?? [];
  const rows = await db.read((tx) => store.listDeadLetters(tx, { queue, limit, after }));
  return toPage(rows, { list: DEAD_LETTERS, limit, keyOf: ({ id }) => [id] });
};

export const findJob = async ({ db }: InWorkspace, id: string): Promise<JobDetail> =>
  (await db.read((tx) => store.findJob(tx, id))) ?? fail('not_found');

/** Asked again while it waits already, it waits on. */
export const retryJob = ({ db, onMoved }: Steered, id: string): Promise<Job> =>
  db.write(async (tx) => {
    const { state } = await lockJob(tx, id);
    if (state === 'running' || state === 'done' || state === 'cancelled') {
      fail('conflict', { detail: `The job is ${state}: only one that waits or was given up can be run now.` });
    }
    return sendAgain(tx, id, { allTries: state === 'dead', onMoved });
  });

export const redriveJob = ({ db, onMoved }: Steered, id: string): Promise<Job> =>
  db.write(async (tx) => {
    const { state } = await lockJob(tx, id);
    if (state !== 'dead') fail('conflict', { detail: `The job is ${state}: only a dead letter can be sent again.` });
    return sendAgain(tx, id, { allTries: true, onMoved });
  });

export const redriveQueue = ({ db, onMoved }: Steered, queue: string): Promise<{ redriven: number; kept: number }> =>
  db.write((tx) => {
    afterCommit(tx, () => onMoved(tx.workspace, queue));
    return store.redriveQueue(tx, queue);
  });

/** A job that is done is not taken back; one that was cancelled is so still. */
export const cancelJob = ({ db, onMoved }: Steered, id: string): Promise<Job & { cancelling: boolean }> =>
  db.write(async (tx) => {
    const job = await lockJob(tx, id);
    if (job.state === 'done') fail('conflict', { detail: 'The job is done: there is nothing to take back.' });
    if (job.state === 'cancelled') return { ...job, cancelling: false };
    afterCommit(tx, () => onMoved(tx.workspace, job.queue));
    if (job.state !== 'running') return { ...(await store.cancelWaiting(tx, id)), cancelling: false };
    await store.askToCancel(tx, id);
    return { ...job, cancelling: true };
  });

export const listSchedules = async ({ db }: InWorkspace): Promise<{ items: Schedule[] }> => ({
  items: await db.read((tx) => store.listSchedules(tx)),
});

const lockJob = async (tx: Write, id: string): Promise<Job> =>
  (await store.lockJob(tx, id)) ?? (await store.findFinishedJob(tx, id)) ?? fail('not_found');

const sendAgain = async (
  tx: Write,
  id: string,
  { allTries, onMoved }: { readonly allTries: boolean; readonly onMoved: OnMoved },
): Promise<Job> => {
  try {
    const job = await store.sendAgain(tx, id, allTries);
    afterCommit(tx, () => onMoved(tx.workspace, job.queue));
    return job;
  } catch (error) {
    if (!violates(error, 'jobs_key')) throw error;
    return fail('conflict', { detail: 'Another job with the same key waits or runs. Let it end, or cancel it.' });
  }
};
