import type { MakeId } from '../ids/uuid7.ts';
import type { Write } from '../database/transaction.ts';
import { currentTrace } from '../telemetry/current-trace.ts';
import { writeTraceparent } from '../telemetry/traceparent.ts';
import type { JobDefinition } from './define-job.ts';
import { addJobs, type NewJob } from './store.ts';

export interface EnqueueOptions {
  /** While a job of this kind with this key waits or runs, another is not taken. */
  readonly key?: string;
  /** A higher one goes first within its workspace. */
  readonly priority?: number;
  readonly delayMs?: number;
}

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
}

const LONGEST_KEY = 300;
const LARGEST_PRIORITY = 1000;
const PAYLOAD_BYTES = 1024 * 1024;

export const createJobs = (makeId: MakeId): Jobs => {
  const enqueueMany: Jobs['enqueueMany'] = async (tx, job, many) => {
    if (many.length === 0) return [];
    const trace = currentTrace();
    const traceparent = trace === undefined ? undefined : writeTraceparent(trace);
    const rows = many.map((one) => toRow(job, one, makeId(), traceparent));
    const added = new Set(await addJobs(tx, rows));
    return rows.map(({ id }) => (added.has(id) ? { added: true, id } : { added: false }));
  };
  return {
    enqueueMany,
    async enqueue(tx, job, payload, options = {}) {
      const [enqueued] = await enqueueMany(tx, job, [{ payload, options }]);
      return enqueued ?? { added: false };
    },
  };
};

const toRow = <Payload>(
  job: JobDefinition<Payload>,
  { payload, options: { key, priority = 0, delayMs = 0 } = {} }: ManyOf<Payload>,
  id: string,
  traceparent: string | undefined,
): NewJob => {
  const refuse = (why: string): never => {
    throw new RangeError(`The job ${job.name} cannot be written down: ${why}`);
  };
  const parsed = job.payload.safeParse(payload);
  if (!parsed.success) return refuse(`its payload does not fit: ${sentenceOf(parsed.error.issues)}`);
  const json = JSON.stringify(payload) ?? refuse('its payload is not JSON');
  if (json.length > PAYLOAD_BYTES) refuse(`its payload has ${json.length} characters; store it, and name it instead`);
  if (key !== undefined && (key === '' || key.length > LONGEST_KEY)) refuse(`a key has 1 to ${LONGEST_KEY} characters`);
  if (!Number.isInteger(priority) || Math.abs(priority) > LARGEST_PRIORITY)
    refuse(`a priority is an integer from -${LARGEST_PRIORITY} to ${LARGEST_PRIORITY}`);
  if (!Number.isFinite(delayMs) || delayMs < 0) refuse('a delay is a number of milliseconds, 0 or more');
  const { name, queue, attempts: maxAttempts } = job;
  return { id, queue: queue.name, name, priority, key, payload: json, traceparent, maxAttempts, delayMs };
};

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What is wrong with a payload, without repeating what is in it. */
export const sentenceOf = (issues: readonly Issue[]): string =>
  issues
    .slice(0, 3)
    .map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`)
    .join('; ');
