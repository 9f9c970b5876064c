import { sql } from 'kysely';
import type { SweepSome } from '../../../platform/jobs/define-sweep.ts';

interface Swept {
  readonly swept: number;
}

export const sweepNotifications =
  (keptFor: number): SweepSome =>
  async (tx, most) =>
    (await tx.one(sql<Swept>`select notifications.sweep_notifications(${keptFor}::integer, ${most}::integer) as swept`))
      .swept;

export const sweepBatches =
  (keptFor: number): SweepSome =>
  async (tx, most) =>
    (await tx.one(sql<Swept>`select notifications.sweep_batches(${keptFor}::integer, ${most}::integer) as swept`))
      .swept;
