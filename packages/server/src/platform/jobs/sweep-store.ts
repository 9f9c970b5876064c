import { sql } from 'kysely';
import type { Write } from '../database/transaction.ts';

const KEPT_FOR = '24 hours';

export const sweepFinishedJobs = async (tx: Write, most: number): Promise<number> =>
  (
    await tx.one(
      sql<{ swept: number }>`select holdfast.sweep_finished_jobs(${KEPT_FOR}::interval, ${most}::integer) as swept`,
    )
  ).swept;

/** Their answers count for as long. */
export const sweepIdempotencyKeys = async (tx: Write, most: number): Promise<number> =>
  (
    await tx.one(
      sql<{ swept: number }>`select holdfast.sweep_idempotency_keys(${KEPT_FOR}::interval, ${most}::integer) as swept`,
    )
  ).swept;
