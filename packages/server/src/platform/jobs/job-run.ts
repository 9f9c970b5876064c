import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../clock/clock.ts';
import type { Database, WorkspaceDb } from '../database/database.ts';
import type { Write } from '../database/transaction.ts';
import type { Log } from '../log/log.ts';
import { descend, readTraceparent, type TraceContext } from '../telemetry/traceparent.ts';
import type { Item, JobHandler, Progress, Run } from './handler.ts';
import { holdDatabase, type HeldDatabase } from './held-database.ts';
import { createSaid, type Said } from './said.ts';
import { Stop } from './stop.ts';
import type { Claimed } from './worker-store.ts';

export interface RunParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly finishIn: (tx: Write, worker: string, jobs: readonly Claimed[], log: string | undefined) => Promise<number>;
  readonly onProgress: (worker: string, jobs: readonly Claimed[], progress: Progress) => void;
}

export interface Start {
  readonly handler: JobHandler;
  readonly worker: string;
  /** Of one workspace and one kind. */
  readonly jobs: readonly [Claimed, ...Claimed[]];
  /** Their payloads, parsed. */
  readonly items: readonly Item<unknown>[];
}

/**
 * One try of one job, or of several that are done together: what its handler sees, and what stops it. Everything is made
 * when it is asked for, and nothing is bound before, because a job that does little must cost little.
 */
export class JobRun implements Run, Start {
  readonly handler: JobHandler;
  readonly worker: string;
  readonly jobs: readonly [Claimed, ...Claimed[]];
  readonly items: readonly Item<unknown>[];
  readonly trace: TraceContext;
  readonly parentSpanId: string | undefined;
  readonly since: number;
  readonly stop = new Stop();
  readonly #parts: RunParts;
  #held: HeldDatabase | undefined;
  #said: Said | undefined;

  constructor(parts: RunParts, { handler, worker, jobs, items }: Start) {
    this.#parts = parts;
    this.handler = handler;
    this.worker = worker;
    this.jobs = jobs;
    this.items = items;
    const parent = readTraceparent(jobs[0].traceparent ?? undefined);
    this.parentSpanId = parent?.spanId;
    this.trace = descend(parent);
    this.since = parts.clock.elapsed();
  }

  get workspace(): WorkspaceId {
    return this.jobs[0].workspace_id;
  }

  get db(): WorkspaceDb {
    return this.#hold().db;
  }

  get signal(): AbortSignal {
    return this.stop.signal;
  }

  get log(): Log {
    const { trace, handler, jobs } = this;
    return this.#parts.log.child({ trace_id: trace.traceId, job: handler.job.name, job_id: jobs[0].id });
  }

  get traceId(): string {
    return this.trace.traceId;
  }

  get attempt(): number {
    return this.jobs[0].attempts;
  }

  get isLast(): boolean {
    return this.jobs.some(({ attempts, max_attempts }) => attempts >= max_attempts);
  }

  get say(): (text: string) => void {
    this.#said ??= createSaid(this.#parts.clock, this.jobs[0].fence);
    return this.#said.say;
  }

  get progress(): (progress: Progress) => void {
    return (progress) => {
      if (this.stop.reason === undefined) this.#parts.onProgress(this.worker, this.jobs, progress);
    };
  }

  get finish(): (tx: Write) => Promise<void> {
    return this.#hold().finish;
  }

  /** A transaction of the handler's own has ended its jobs. */
  get isFinished(): boolean {
    return this.#held?.isFinished ?? false;
  }

  /** What was said so far, in JSON. */
  get saidJson(): string | undefined {
    return this.#said?.json();
  }

  #hold(): HeldDatabase {
    const { worker, jobs, stop, workspace } = this;
    const { database, finishIn } = this.#parts;
    const finishAll = (tx: Write): Promise<number> => finishIn(tx, worker, jobs, this.saidJson);
    this.#held ??= holdDatabase({ database, workspace, worker, jobs, stop, finishIn: finishAll });
    return this.#held;
  }
}
