import type { Write } from '../../../platform/database/transaction.ts';
import type { Change } from './change.ts';
import { file } from './store/filed-drafts.ts';
import { readVersions } from './store/history.ts';
import { findPresent, removePairs, rewritePairs } from './store/writing.ts';

/** What an import did to a pair, as its ledger has it. */
export type Done =
  | { readonly outcome: 'added'; readonly pairId: string; readonly versionAfter: number }
  | {
      readonly outcome: 'changed';
      readonly pairId: string;
      readonly versionBefore: number;
      readonly versionAfter: number;
    };

export interface Undone {
  readonly removed: number;
  readonly restored: number;
  /** Somebody has changed or removed them since. */
  readonly kept: number;
}

/** Removes pairs that were added and gives those that were changed the text that they had, where nobody has touched them since. */
export const undoDrafts = async (tx: Write, change: Change, done: readonly Done[]): Promise<Undone> => {
  const present = new Map(
    (
      await findPresent(
        tx,
        done.map(({ pairId }) => pairId),
      )
    ).map(({ id, version }) => [id, version]),
  );
  const untouched = done.filter(({ pairId, versionAfter }) => present.get(pairId) === versionAfter);
  const added = untouched.filter(({ outcome }) => outcome === 'added').map(({ pairId }) => pairId);
  const earlier = untouched.flatMap((one) =>
    one.outcome === 'changed' ? [{ id: one.pairId, version: one.versionBefore }] : [],
  );
  if (added.length > 0) await removePairs(tx, change, added);
  const restored = earlier.length === 0 ? [] : await readVersions(tx, earlier);
  if (restored.length > 0)
    await rewritePairs(
      tx,
      change,
      restored.map(({ id, ...draft }) => file(id, draft)),
    );
  return { removed: added.length, restored: restored.length, kept: done.length - added.length - restored.length };
};
