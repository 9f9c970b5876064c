import type { WorkspaceId } from '@holdfast/protocol/ids';
import { createTicker } from '../clock/ticker.ts';
import type { InstanceDb } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import { findUnsealed, sealEntries } from './store.ts';

/**
 * Chains entries after their commit: an act does not wait for the acts of others, and a moment later its entry can no more be
 * altered unnoticed.
 */
export interface Sealer {
  soon(workspace: WorkspaceId): void;
  close(): Promise<void>;
}

const AT_ONCE = 500;
const WORKSPACES_A_LOOK = 1000;
/** How late an entry is sealed whose node died after the commit. */
const LOOK_EVERY_MS = 10_000;

export const createSealer = (db: InstanceDb, log: Log): Sealer => {
  const waiting = new Set<WorkspaceId>();
  let lookAt = 0;

  const sealAll = async (): Promise<void> => {
    for (const workspace of waiting) {
      waiting.delete(workspace);
      if ((await sealEntries(db, workspace, AT_ONCE)) === AT_ONCE) waiting.add(workspace);
    }
  };
  const ticker = createTicker(async () => {
    try {
      await sealAll();
      if (performance.now() < lookAt) return lookAt - performance.now();
      for (const workspace of await findUnsealed(db, WORKSPACES_A_LOOK)) waiting.add(workspace);
      await sealAll();
    } catch (error) {
      log.warn({ event: 'audit_unsealed', err: error }, 'Entries of the audit trail could not be sealed; they wait.');
    }
    lookAt = performance.now() + LOOK_EVERY_MS;
    return LOOK_EVERY_MS;
  });
  ticker.now();

  return {
    soon(workspace) {
      waiting.add(workspace);
      ticker.now();
    },
    async close() {
      await ticker.stop();
      // what is left is sealed by the next look of any node
    },
  };
};
