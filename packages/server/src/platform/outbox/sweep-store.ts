import { sql } from 'kysely';
import type { SweepSome } from '../jobs/define-sweep.ts';

/** What was given up stays for as long at least, so that people can look at it. */
const DEAD_KEPT_DAYS = 30;

export const sweepOutbox =
  (keptDays: number): SweepSome =>
  async (tx, most) =>
    (
      await tx.one(
        sql<{ swept: number }>`
          select holdfast.sweep_outbox(make_interval(days => ${keptDays}::integer),
            make_interval(days => ${Math.max(keptDays, DEAD_KEPT_DAYS)}::integer), ${most}::integer) as swept`,
      )
    ).swept;
