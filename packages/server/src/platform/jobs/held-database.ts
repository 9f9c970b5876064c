import type { Database, WorkspaceDb } from '../database/database.ts';
import type { Write } from '../database/transaction.ts';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { LeaseLost } from './endings.ts';
import type { Stop } from './stop.ts';
import { countHeld, type Held } from './store.ts';

export interface HeldDatabase {
  readonly db: WorkspaceDb;
  /** Ends the jobs inside the transaction. */
  finish(tx: Write): Promise<void>;
  /** A transaction that ended them has been committed. */
  readonly isFinished: boolean;
}

export interface Holding {
  readonly database: Database;
  readonly workspace: WorkspaceId;
  readonly worker: string;
  readonly jobs: readonly Held[];
  readonly stop: Stop;
  readonly finishIn: (tx: Write) => Promise<number>;
}

/**
 * The workspace's rows as a worker may change them that holds jobs. Every transaction that writes asks first whether they
 * are still held, and holds them until it ends: a worker that was only stopped and wakes writes nothing.
 */
export const holdDatabase = ({ database, workspace, worker, jobs, stop, finishIn }: Holding): HeldDatabase => {
  const inner = (): WorkspaceDb => database.forWorkspace(workspace, stop.signal);
  const ending = new WeakSet<Write>();
  let isFinished = false;

  return {
    db: {
      workspace,
      read: (fn, options) => inner().read(fn, options),
      async write(fn, options) {
        let last: Write | undefined;
        const value = await inner().write(async (tx) => {
          if (isFinished) throw new Error('A job wrote after the transaction that ended it');
          last = tx;
          if ((await countHeld(tx, worker, jobs)) !== jobs.length) throw new LeaseLost();
          return fn(tx);
        }, options);
        if (last !== undefined && ending.has(last)) isFinished = true;
        return value;
      },
    },
    async finish(tx) {
      if ((await finishIn(tx)) !== jobs.length) throw new LeaseLost();
      ending.add(tx);
    },
    get isFinished() {
      return isFinished;
    },
  };
};
