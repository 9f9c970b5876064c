import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { OK } from '../lifecycle/health.ts';
import { Failure } from '../failure.ts';
import type { Database } from './database.ts';
import { sql } from './statements.ts';

/** Asks the database what a request would ask of it: a connection, a transaction, an answer. */
export const databaseHealth = async (database: Database): Promise<PartHealth> => {
  try {
    await database.forInstance().read((tx) => tx.one(sql`select 1 as one`));
    return OK;
  } catch (error) {
    if (error instanceof Failure && error.code === 'database_busy') {
      return { status: 'degraded', detail: 'Every connection to the database is in use. Raise HOLDFAST_DATABASE_CONNECTIONS or lower the load.' };
    }
    return { status: 'down', detail: 'The database does not answer. Look at its log; Holdfast connects again by itself.' };
  }
};
