import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { WorkspaceDb } from '../database/database.ts';
import type { Write } from '../database/transaction.ts';
import type { Log } from '../log/log.ts';
import type { JobDefinition } from './define-job.ts';

/** How far a job is. Without a total nobody knows how much is left. */
export interface Progress {
  readonly done: number;
  readonly total?: number;
  /** What is counted, in the plural: `rows`. */
  readonly unit: string;
}

/** One try, as its handler sees it. */
export interface Run {
  readonly workspace: WorkspaceId;
  /** The workspace's rows. What is written counts only while this try still holds its job: else it is rolled back. */
  readonly db: WorkspaceDb;
  /** Aborted when the time of the try is over, somebody cancels the job, its lease is lost, or the node leaves. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly traceId: string;
  /** Counts from one. */
  readonly attempt: number;
  /** No other try follows when this one fails. */
  readonly isLast: boolean;
  /** Puts a sentence into the log that people see beside the job. */
  say(text: string): void;
  /** Tells people how far it is. As often as is easy: what is stored is the latest word of each second. */
  progress(progress: Progress): void;
  /**
   * Ends the job inside this transaction, so that its effect and its end are one: no crash between them can make it
   * run again. Nothing may be left to do after it.
   */
  finish(tx: Write): Promise<void>;
}

/** One job of several that are done together. */
export interface Item<Payload> {
  readonly id: string;
  readonly payload: Payload;
}

export type Handler<Payload> = (payload: Payload, run: Run, id: string) => Promise<void>;
export type HandlerOfMany<Payload> = (items: readonly Item<Payload>[], run: Run) => Promise<void>;

export interface JobHandler {
  readonly job: JobDefinition;
  /** How many jobs of one workspace it takes at once. */
  readonly most: number;
  handle(items: readonly Item<unknown>[], run: Run): Promise<void>;
}

/** Pairs a kind of job with the code that does it. */
export const handles = <Payload>(job: JobDefinition<Payload>, handler: Handler<Payload>): JobHandler => ({
  job,
  most: 1,
  handle: async (items, run) => {
    // the worker has parsed each payload with the schema of this job
    for (const { id, payload } of items as readonly Item<Payload>[]) await handler(payload, run, id);
  },
});

/** Does up to `most` jobs of a workspace at once. When it fails, all of them failed, and each is tried again alone. */
export const handlesTogether = <Payload>(
  job: JobDefinition<Payload>,
  most: number,
  handler: HandlerOfMany<Payload>,
): JobHandler => ({
  job,
  most,
  handle: (items, run) => handler(items as readonly Item<Payload>[], run),
});
