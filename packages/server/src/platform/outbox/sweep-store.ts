import { sql } from 'kysely';
import type { Write } from '../database/transaction.ts';

/** What was told stays as long, so that a stream can catch up and people can look at deliveries. */
const KEPT_FOR = '3 days';
const DEAD_KEPT_FOR = '30 days';

export const sweepOutbox = async (tx: Write, most: number): Promise<number> =>
  (
    await tx.one(
      sql<{ swept: number }>`
        select holdfast.sweep_outbox(${KEPT_FOR}::interval, ${DEAD_KEPT_FOR}::interval, ${most}::integer) as swept`,
    )
  ).swept;
