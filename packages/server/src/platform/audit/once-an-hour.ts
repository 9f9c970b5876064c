import type { WorkspaceDb } from '../database/database.ts';
import type { Act } from './act.ts';
import type { Audit } from './audit.ts';
import { didLately } from './store.ts';

/** Looking is an act as well, but not one that fills the trail: it is written down once an hour for each who looks. */
export const noteOnceAnHour = async (db: WorkspaceDb, audit: Audit, act: Act): Promise<void> => {
  if (await db.read((tx) => didLately(tx, act.actor.id ?? '', act.action))) return;
  await db.write((tx) => audit.add(tx, act));
};
