import { sql } from 'kysely';
import type { SweepSome } from '../../../platform/jobs/define-sweep.ts';

export const forgetDecided =
  (keptDays: number): SweepSome =>
  async (tx, most) =>
    (
      await tx.one(
        sql<{ forgotten: number }>`select decisions.forget(${keptDays}::integer, ${most}::integer) as forgotten`,
      )
    ).forgotten;
