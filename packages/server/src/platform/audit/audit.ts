import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomBuffer } from '../crypto/random.ts';
import { afterCommit } from '../database/after-commit.ts';
import type { InstanceWrite, Write } from '../database/transaction.ts';
import type { MakeId } from '../ids/uuid7.ts';
import { currentTrace } from '../telemetry/current-trace.ts';
import type { Act } from './act.ts';
import type { Sealer } from './sealer.ts';
import { addEntry } from './store.ts';

/** Writes acts down in the transaction in which they are done: both are there afterwards, or neither. */
export interface Audit {
  add(tx: Write, act: Act): Promise<void>;
  /** For entries that a function of the database wrote down: they are sealed soon after the commit. */
  wrote(tx: InstanceWrite, workspaces: readonly WorkspaceId[]): void;
}

const SALT_BYTES = 16;

export const createAudit = (sealer: Sealer, makeId: MakeId): Audit => {
  const wrote: Audit['wrote'] = (tx, workspaces) =>
    afterCommit(tx, () => {
      for (const workspace of workspaces) sealer.soon(workspace);
    });
  return {
    wrote,
    async add(tx, act) {
      await addEntry(tx, { ...act, id: makeId(), salt: randomBuffer(SALT_BYTES), traceId: currentTrace()?.traceId });
      wrote(tx, [tx.workspace]);
    },
  };
};
