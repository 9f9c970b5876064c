import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { createAudit, type Audit } from './platform/audit/audit.ts';
import { createSealer } from './platform/audit/sealer.ts';

/** Begins to keep the audit trail. */
export const openAudit = async (
  { lifecycle, log }: Opening,
  { database, metrics, makeId }: Pick<Platform, 'database' | 'metrics' | 'makeId'>,
): Promise<Audit> => {
  const open = () => createSealer({ db: database.forInstance(), metrics, log });
  const sealer = await lifecycle.open('audit', open, { close: (one) => one.close() });
  return createAudit(sealer, makeId);
};
