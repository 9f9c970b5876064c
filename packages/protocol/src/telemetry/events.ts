/** Every event by name: what happened, once, with the fields that say to what. Log lines and outbox rows use these names. */
export interface EventEntry {
  readonly means: string;
  readonly fields: readonly string[];
}

export const EVENTS = {
  process_started: { means: 'The node takes requests.', fields: ['url', 'took_ms', 'version'] },
  process_draining: { means: 'The node takes nothing new and finishes what it has.', fields: ['reason'] },
  process_stopped: { means: 'The node has stopped in order.', fields: ['took_ms'] },
  part_changed: { means: 'A part of the node changed its health.', fields: ['part', 'status', 'detail'] },
  request_failed: {
    means: 'A request was answered with an error; its level is the error\u2019s in the book.',
    fields: ['code', 'status', 'method', 'path'],
  },
  job_try_failed: {
    means: 'A try of a job failed, and there will be another.',
    fields: ['job', 'job_id', 'queue', 'attempt', 'outcome', 'reason'],
  },
  job_given_up: {
    means: 'A job became a dead letter: it waits for somebody to look at it.',
    fields: ['job', 'job_id', 'queue', 'attempt', 'outcome', 'reason'],
  },
  job_worker_lost: {
    means: 'A process that ran jobs stopped answering, and one of its jobs was taken back.',
    fields: ['job', 'job_id', 'queue', 'node', 'became'],
  },
  jobs_lease_lost: {
    means: 'This process did not renew its lease in time; others have its jobs.',
    fields: ['silent_ms'],
  },
  migration_applied: { means: 'The schema of the database moved one step.', fields: ['migration', 'took_ms'] },
} as const satisfies Readonly<Record<string, EventEntry>>;

export type EventName = keyof typeof EVENTS;
