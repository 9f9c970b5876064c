import type { z } from 'zod';

/** How often a job is tried, for how long, and how long it waits between. */
export interface Tries {
  readonly attempts: number;
  readonly timeoutMs: number;
  readonly firstPauseMs: number;
  /** The pause doubles up to this. */
  readonly longestPauseMs: number;
}

const USUAL: Tries = { attempts: 5, timeoutMs: 60_000, firstPauseMs: 1000, longestPauseMs: 300_000 };

/** Jobs that share their workers. A slow queue takes no place from another. */
export interface Queue extends Tries {
  readonly name: string;
  /** How many of its jobs one process runs at a time. */
  readonly concurrency: number;
}

export interface JobDefinition<Payload = unknown> extends Tries {
  /** `room.verb`, unique; it is stored with every job, so it stays. */
  readonly name: string;
  readonly queue: Queue;
  readonly payload: z.ZodType<Payload>;
}

const CONCURRENCY = 10;

export const defineQueue = ({
  name,
  concurrency = CONCURRENCY,
  ...tries
}: Pick<Queue, 'name'> & Partial<Omit<Queue, 'name'>>): Queue => ({ ...USUAL, ...tries, name, concurrency });

export const DEFAULT_QUEUE = defineQueue({ name: 'default' });

/** A kind of job: its name, where it waits, what it carries. What the queue says of tries holds unless said otherwise. */
export const defineJob = <Payload>({
  name,
  payload,
  queue = DEFAULT_QUEUE,
  ...tries
}: Pick<JobDefinition<Payload>, 'name' | 'payload'> &
  Partial<Omit<JobDefinition<Payload>, 'name' | 'payload'>>): JobDefinition<Payload> => ({
  attempts: queue.attempts,
  timeoutMs: queue.timeoutMs,
  firstPauseMs: queue.firstPauseMs,
  longestPauseMs: queue.longestPauseMs,
  ...tries,
  name,
  queue,
  payload,
});

/** How long a job waits after its nth failed try, around which chance spreads it. */
export const pauseAfter = (
  { firstPauseMs, longestPauseMs }: Pick<Tries, 'firstPauseMs' | 'longestPauseMs'>,
  attempt: number,
  factor: number,
): number => Math.round(Math.min(firstPauseMs * 2 ** Math.max(0, attempt - 1), longestPauseMs) * factor);
