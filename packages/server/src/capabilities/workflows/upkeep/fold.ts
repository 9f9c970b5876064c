import type { PatchPlace, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import type { WorkspaceDb } from '../../../platform/database/database.ts';
import type { Read } from '../../../platform/database/transaction.ts';
import { absorb, noEffect } from '../folding/effect.ts';
import type { Fields } from '../folding/object.ts';
import { FOLD_BYTES, FOLD_PATCHES, LOOSE_TAIL } from '../parts.ts';
import { endOf, isSamePlace, START, toUtc } from '../place.ts';
import { foldsUpTo, insertFold } from '../store/folds.ts';
import { patchesIn, type Stretch } from '../store/patches.ts';
import { countLoose, hold } from '../store/workflows.ts';

export interface FoldSizes {
  /** How many patches one fold covers. */
  readonly patches: number;
  /** How many of the last ones are left alone. */
  readonly tail: number;
}

const SIZES: FoldSizes = { patches: FOLD_PATCHES, tail: LOOSE_TAIL };

const END = endOf(toUtc('9999-12-30T00:00:00Z'));

/** Makes folds until every stretch but the last has one. Each is a short transaction: whoever patches the workflow waits for one at most. */
export const foldWorkflow = async (
  db: WorkspaceDb,
  id: WorkflowId,
  signal: AbortSignal,
  sizes: FoldSizes = SIZES,
): Promise<void> => {
  while (!signal.aborted && (await foldNext(db, id, sizes))) {
    // each of them leaves one stretch less
  }
  signal.throwIfAborted();
};

/** False when there is nothing left to fold. */
const foldNext = (db: WorkspaceDb, id: WorkflowId, { patches: most, tail }: FoldSizes): Promise<boolean> =>
  db.write(async (tx) => {
    // nobody adds a patch to the stretch meanwhile
    if ((await hold(tx, id, 0)) === undefined) return false;
    const gap = await firstGap(tx, id);
    const isTail = gap.through === END;
    const found = await patchesIn(tx, id, gap, most + tail);
    const isWhole = found.length < most + tail;
    if (found.length === 0 || (isTail && isWhole)) {
      await countLoose(tx, id);
      return false;
    }
    // the rest of a gap is not left for a fold of a few
    const taken = withinBytes(isWhole ? found : found.slice(0, most));
    const last = taken.at(-1) as PatchPlace;
    const isRest = isWhole && taken.length === found.length;
    const effect = taken.reduce((sum, { patch }) => absorb(sum, JSON.parse(patch) as Fields), noEffect());
    const { time, node, sequence } = last;
    const through = isRest ? gap.through : { time, node, sequence };
    await insertFold(tx, id, { after: gap.after, through, patches: taken.length, effect: JSON.stringify(effect) });
    return true;
  });

/** The first stretch without a fold. Where two folds do not meet there are patches: a fold was there. */
const firstGap = async (tx: Read, id: WorkflowId): Promise<Stretch> => {
  let at: PatchPlace = START;
  for (const fold of await foldsUpTo(tx, id, END)) {
    if (!isSamePlace(fold.after, at)) return { after: at, through: fold.after };
    at = fold.through;
  }
  return { after: at, through: END };
};

const withinBytes = <One extends { readonly patch: string }>(patches: readonly One[]): readonly One[] => {
  let bytes = 0;
  const over = patches.findIndex(({ patch }, place) => (bytes += patch.length) > FOLD_BYTES && place > 0);
  return over === -1 ? patches : patches.slice(0, over);
};
