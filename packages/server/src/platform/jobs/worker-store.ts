import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Statement } from '../database/statements.ts';
import type { Write } from '../database/transaction.ts';
import { stateOf } from '../database/failures.ts';
import { LeaseLost } from './endings.ts';
import type { Held } from './store.ts';

/** A job as a worker takes it. */
export interface Claimed extends Held {
  readonly workspace_id: WorkspaceId;
  readonly name: string;
  readonly payload: unknown;
  readonly traceparent: string | null;
  readonly key: string | null;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly waited_ms: number;
}

export interface Ended {
  readonly outcome: 'failed' | 'timed_out' | 'invalid' | 'handed_back' | 'cancelled';
  readonly why: string;
  readonly pauseMs: number;
  /** Whether it was a try at all. */
  readonly counts: boolean;
  readonly givesUp: boolean;
}

export interface Finished extends Held {
  readonly workspace_id: WorkspaceId;
  readonly queue: string;
  /** JSON lines that its handler said, if any. */
  readonly log: string | undefined;
}

export interface Reaped {
  readonly worker: string;
  readonly at_node: string | null;
  readonly job: string;
  readonly of_queue: string;
  readonly of_name: string;
  readonly became: string;
}

export interface Readied {
  readonly queues: readonly string[] | null;
  readonly next_in_ms: number | null;
  readonly suspects: boolean;
}

/** What a worker asks for: jobs of a queue, of the kinds that it knows, behind the workspace that was served last. */
export interface Claim {
  readonly worker: string;
  readonly queue: string;
  readonly names: readonly string[];
  readonly after: string;
  readonly most: number;
}

export type BecameOfAttempt = 'waiting' | 'delayed' | 'dead' | 'cancelled' | 'lost';

/** What workers say to the database: calls of the functions that may work across workspaces. */
// oxlint-disable-next-line max-lines-per-function -- a list of calls, one for each function of the database
export const createWorkerStore = (database: Database) => {
  const call = async <Row>(statement: Statement<Row>): Promise<Row[]> => {
    try {
      return await database.forInstance().write((tx) => tx.many(statement));
    } catch (error) {
      throw stateOf(error) === LEASE_LOST ? new LeaseLost() : error;
    }
  };

  return {
    enlist: async (worker: string, node: string, leaseMs: number): Promise<void> =>
      void (await call(sql`select holdfast.enlist_worker(${worker}, ${node}, ${leaseMs})`)),

    /** Beside the pool: whoever waits there behind requests would lose its lease for nothing. */
    async renew(worker: string, leaseMs: number): Promise<boolean> {
      const [row] = await database.urgently(
        sql<{ renewed: boolean }>`select holdfast.renew_worker(${worker}, ${leaseMs}) as renewed`,
      );
      return row?.renewed ?? false;
    },

    dismiss: async (worker: string): Promise<void> => void (await call(sql`select holdfast.dismiss_worker(${worker})`)),

    claim: ({ worker, queue, names, after, most }: Claim): Promise<Claimed[]> =>
      call(
        sql<Claimed>`select * from holdfast.claim_jobs(${worker}, ${queue}, ${names}::text[], ${after}, ${most}::integer)`,
      ),

    async claimSuspect(
      worker: string,
      queues: readonly string[],
      names: readonly string[],
    ): Promise<(Claimed & { readonly queue: string }) | undefined> {
      const [claimed] = await call(
        sql<
          Claimed & { queue: string }
        >`select * from holdfast.claim_suspect(${worker}, ${queues}::text[], ${names}::text[])`,
      );
      return claimed;
    },

    async finish(worker: string, jobs: readonly Finished[]): Promise<number> {
      const [row] = await call(finishStatement(worker, jobs));
      return row?.finished ?? 0;
    },

    /** The same inside the transaction of a handler. */
    async finishIn(tx: Write, worker: string, jobs: readonly Held[], log: string | undefined): Promise<number> {
      const finished = jobs.map(({ id, fence }) => ({ id, fence, workspace_id: tx.workspace, log }));
      return (await tx.one(finishStatement(worker, finished))).finished;
    },

    async endAttempt(worker: string, job: Claimed, ended: Ended, log: string): Promise<BecameOfAttempt> {
      const { outcome, why, pauseMs, counts, givesUp } = ended;
      const [row] = await call(sql<{ became: BecameOfAttempt }>`
        select holdfast.end_attempt(${worker}, ${job.workspace_id}, ${job.id}, ${job.fence}::integer, ${outcome}, ${why},
          ${log}::jsonb, ${pauseMs}::integer, ${counts}::boolean, ${givesUp}::boolean) as became`);
      return row?.became ?? 'lost';
    },

    release: async (worker: string, ids: readonly string[]): Promise<void> =>
      void (await call(sql`select holdfast.release_jobs(${worker}, ${ids}::uuid[])`)),

    async cancelled(worker: string): Promise<string[]> {
      const rows = await call(sql<{ id: string }>`select id from holdfast.cancelled_jobs(${worker}) as job (id)`);
      return rows.map(({ id }) => id);
    },

    reap: (mostLosses: number, pauseMs: number): Promise<Reaped[]> =>
      call(sql<Reaped>`select * from holdfast.reap_workers(${mostLosses}::integer, ${pauseMs}::integer)`),

    async ready(most: number): Promise<Readied> {
      const [row] = await call(sql<Readied>`select * from holdfast.ready_jobs(${most}::integer)`);
      return row ?? { queues: null, next_in_ms: null, suspects: false };
    },
  };
};

export type WorkerStore = ReturnType<typeof createWorkerStore>;

const finishStatement = (worker: string, jobs: readonly Omit<Finished, 'queue'>[]) => sql<{ finished: number }>`
  select holdfast.finish_jobs(${worker}, ${jobs.map(({ workspace_id }) => workspace_id)}::uuid[],
    ${jobs.map(({ id }) => id)}::uuid[], ${jobs.map(({ fence }) => fence)}::integer[],
    ${jobs.map(({ log }) => log ?? null)}::jsonb[]) as finished`;

/** Raised by the functions when the lease of the worker has run out. */
const LEASE_LOST = 'HFLOS';
