import { sql } from 'kysely';
import type { Read, Write } from '../../src/platform/database/transaction.ts';

export const addEffect = async (tx: Write, job: string): Promise<void> => {
  await tx.run(sql`
    insert into probe.effects as effect (workspace_id, job_id) values (${tx.workspace}, ${job})
    on conflict (workspace_id, job_id) do update set count = effect.count + 1`);
};

export const countEffects = (tx: Read): Promise<{ jobs: number; effects: number; repeated: number }> =>
  tx.one(sql<{ jobs: number; effects: number; repeated: number }>`
    select count(*) as jobs, coalesce(sum(count), 0)::bigint as effects, count(*) filter (where count > 1) as repeated
      from probe.effects where workspace_id = ${tx.workspace}`);
