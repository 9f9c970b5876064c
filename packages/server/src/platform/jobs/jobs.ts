import type { MakeId } from '../ids/uuid7.ts';
import type { Read, Write } from '../database/transaction.ts';
import { currentTraceparent } from '../telemetry/current-trace.ts';
import type { JobDefinition } from './define-job.ts';
import { newJob, type EnqueueOptions } from './new-job.ts';
import { addJobs, findByKey, type Whereabouts } from './store.ts';

/** Not added: a job with the same key waits or runs already. */
export type Enqueued = { readonly added: true; readonly id: string } | { readonly added: false };

export interface ManyOf<Payload> {
  readonly payload: Payload;
  readonly options?: EnqueueOptions;
}

/** Writes jobs down in the caller's transaction: they exist when it is committed, and only then. */
export interface Jobs {
  enqueue<Payload>(
    tx: Write,
    job: JobDefinition<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ): Promise<Enqueued>;
  /** In the order of what was given. */
  enqueueMany<Payload>(tx: Write, job: JobDefinition<Payload>, many: readonly ManyOf<Payload>[]): Promise<Enqueued[]>;
  /** What became of the job of this kind with this key. */
  whereIs(tx: Read, job: JobDefinition, key: string): Promise<Whereabouts>;
}

export const createJobs = (makeId: MakeId): Jobs => {
  const enqueueMany: Jobs['enqueueMany'] = async (tx, job, many) => {
    if (many.length === 0) return [];
    const traceparent = currentTraceparent();
    const rows = many.map(({ payload, options }) => ({
      id: makeId(),
      ...newJob(job, payload, { ...options, traceparent }),
    }));
    const added = new Set(await addJobs(tx, rows));
    return rows.map(({ id }) => (added.has(id) ? { added: true, id } : { added: false }));
  };
  return {
    enqueueMany,
    whereIs: (tx, { name }, key) => findByKey(tx, name, key),
    async enqueue(tx, job, payload, options = {}) {
      const [enqueued] = await enqueueMany(tx, job, [{ payload, options }]);
      return enqueued ?? { added: false };
    },
  };
};
