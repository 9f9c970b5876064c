import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { OK } from '../lifecycle/health.ts';
import type { Database } from './database.ts';

/** Whoever waits for less than this is not held up. */
const LONG_WAIT_MS = 250;

/**
 * Whether the database answers, and whether requests get to it. Every connection in use is no reason to take a node out:
 * it is busy, and its requests wait their turn.
 */
export const databaseHealth = async (database: Database, embedded?: () => PartHealth): Promise<PartHealth> => {
  const below = embedded?.() ?? OK;
  if (below.status !== 'ok') return below;
  const { idle, waiting } = database.connections();
  const waitedMs = database.longestWaitMs();
  try {
    await database.ping();
  } catch {
    return {
      status: 'down',
      detail:
        'The database does not answer, or no transaction works in it. Look at its log; Holdfast connects again by itself.',
    };
  }
  if (idle > 0 || waiting === 0 || waitedMs < LONG_WAIT_MS) return OK;
  return {
    status: 'degraded',
    detail: `Every connection to the database is in use and ${waiting} requests wait. Raise HOLDFAST_DATABASE_CONNECTIONS or lower the load.`,
  };
};
