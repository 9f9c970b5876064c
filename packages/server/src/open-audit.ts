import type { Opening } from './opening.ts';
import { createAudit, type Audit } from './platform/audit/audit.ts';
import { createSealer } from './platform/audit/sealer.ts';
import type { Database } from './platform/database/database.ts';
import type { MakeId } from './platform/ids/uuid7.ts';

/** Begins to keep the audit trail. */
export const openAudit = async ({ lifecycle, log }: Opening, database: Database, makeId: MakeId): Promise<Audit> => {
  const sealer = await lifecycle.open('audit', () => createSealer(database.forInstance(), log), {
    close: (one) => one.close(),
  });
  return createAudit(sealer, makeId);
};
