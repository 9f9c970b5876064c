import type { Queue } from '@holdfast/protocol/work/queues';
import { sql } from 'kysely';
import type { InstanceDb } from '../database/database.ts';

/** How many jobs of all workspaces are in each queue. */
export const countAllJobs = (db: InstanceDb): Promise<Queue[]> =>
  db.read((tx) =>
    tx.many(sql<Queue>`
      select queue as name, waiting, delayed, running, dead, done_last_minute, oldest_waiting_seconds
        from holdfast.count_jobs()`),
  );
